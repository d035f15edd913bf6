import type { Db } from '../../db/schema.ts'
import { listSuccessions, listUnits } from '../units/unit.queries.ts'
import { subtree, unitTree } from '../units/unit-tree.ts'
import { allows, isProvinceWide, type Permission } from './permission.ts'
import type { Grant } from './staff.ts'

/** The grants that give a permission. */
export function grantsFor(grants: readonly Grant[], permission: Permission): Grant[] {
  return grants.filter(
    ({ role, unitId }) => allows(role, permission) && (unitId === null || !isProvinceWide(permission)),
  )
}

/**
 * The units that grants reach as the tree is now: each one's unit, everything below it, and those whose work they took
 * over. Null for all.
 */
export async function grantScope(db: Db, grants: readonly Grant[]): Promise<ReadonlySet<string> | null> {
  const roots = grants.map(({ unitId }) => unitId)
  if (roots.includes(null)) return null
  const [units, successions] = await Promise.all([listUnits(db), listSuccessions(db)])
  const tree = unitTree(units, successions, 'now')
  return new Set(roots.flatMap((root) => (root === null ? [] : [...subtree(tree, root)])))
}
