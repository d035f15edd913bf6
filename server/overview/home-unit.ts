import type { Grant } from '../accounts/staff.ts'

/** Whose week somebody looks at: a unit with all below it, or (null) the province. */
export type HomeUnit = string | null

/** The units that a person has roles at. */
export function ownUnits(grants: readonly Grant[]): string[] {
  return [...new Set(grants.flatMap(({ unitId }) => unitId ?? []))]
}

/** Where a person begins; undefined for who has no role. */
export function firstHome(grants: readonly Grant[]): HomeUnit | undefined {
  return grants.some(({ unitId }) => unitId === null) ? null : ownUnits(grants)[0]
}
