import type { Response } from 'express'
import { grantsFor } from '../accounts/grant-scope.ts'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import { subtree, type UnitTree } from '../units/unit-tree.ts'

/** Whose figures a person may read. */
export interface ReadableUnits {
  /** The units that the person's roles are held at; empty for who may read all. */
  own: readonly string[]
  /** The unit with all that its figures are made of; null asks for the whole province. */
  includes(unitId: string | null, tree: UnitTree): boolean
}

export function readableUnits(response: Response): ReadableUnits {
  const scope = unitsInScope(response)
  if (scope === null) return { own: [], includes: () => true }
  const grants = grantsFor(staffOf(response).grants, 'figures.read')
  return {
    own: [...new Set(grants.flatMap(({ unitId }) => unitId ?? []))],
    includes: (unitId, tree) => unitId !== null && [...subtree(tree, unitId)].every((id) => scope.has(id)),
  }
}
