import type { Db } from '../../db/schema.ts'
import { listSuccessions, listUnits } from './unit.queries.ts'
import { subtree, unitTree } from './unit-tree.ts'

/** A unit with all that lies below it now, as far as it is in scope (null = all). */
export async function unitsUnder(
  db: Db,
  unitId: string,
  scope: ReadonlySet<string> | null,
): Promise<ReadonlySet<string>> {
  const tree = unitTree(await listUnits(db), await listSuccessions(db), 'now')
  const below = subtree(tree, unitId)
  return scope === null ? below : new Set([...below].filter((id) => scope.has(id)))
}
