import type { UnitTable } from '../../db/schema.ts'

export type Unit = Pick<UnitTable, 'id' | 'kind' | 'parent_id' | 'valid_from' | 'valid_until'>

const LOCAL = new Set(['commune', 'ward', 'township', 'service_centre'])

/** The units at whose counters people rate: the service centres, and the communes that never had one. */
export function servingUnits<U extends Unit>(units: readonly U[]): U[] {
  const served = new Set(units.filter((unit) => unit.kind === 'service_centre').map((unit) => unit.parent_id))
  return units.filter((unit) => LOCAL.has(unit.kind) && !served.has(unit.id))
}
