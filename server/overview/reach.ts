import type { Db } from '../../db/schema.ts'
import { grantScope, grantsFor } from '../accounts/grant-scope.ts'
import type { Permission } from '../accounts/permission.ts'
import type { Grant } from '../accounts/staff.ts'
import { subtree, type UnitTree } from '../units/unit-tree.ts'
import type { HomeUnit } from './home-unit.ts'

/** What of a home a person may see; each part has the permission of the page behind it. */
export interface Reach {
  figures: boolean
  comments: boolean
  touchpoints: boolean
}

export async function reachAt(
  db: Db,
  grants: readonly Grant[],
  home: HomeUnit,
  tree: UnitTree,
): Promise<Reach> {
  const [figures, comments, touchpoints] = await Promise.all([
    covers('figures.read'),
    covers('comments.read'),
    covers('touchpoints.read'),
  ])
  return { figures, comments, touchpoints }

  async function covers(permission: Permission): Promise<boolean> {
    const scope = await grantScope(db, grantsFor(grants, permission))
    if (scope === null) return true
    return home !== null && tree.has(home) && [...subtree(tree, home)].every((id) => scope.has(id))
  }
}
