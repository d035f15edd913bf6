import type { Succession, Unit } from './unit.queries.ts'

/** As the units were on the day of a response, or as they are now, with predecessors under who took over from them. */
export type UnitView = 'then' | 'now'

/** Which unit each unit's figures are added to; null for a unit at the top. Every unit lies under exactly one, so sums are conserved. */
export type UnitTree = ReadonlyMap<string, string | null>

/** The parents that units had which were moved since. */
export type FormerParents = ReadonlyMap<string, string | null>

/**
 * The tree of all units. «then»: the unit's own parent, the former one where it was moved. «now»: a unit with one
 * successor lies under that successor, any other under its own parent; who was split among several stays where it was,
 * since its figures cannot be split.
 */
export function unitTree(
  units: readonly Pick<Unit, 'id' | 'parentId'>[],
  successions: readonly Succession[],
  view: UnitView,
  formerParents: FormerParents = new Map(),
): UnitTree {
  const instead: ReadonlyMap<string, string | null> =
    view === 'now' ? onlySuccessors(successions) : formerParents
  const tree = new Map<string, string | null>()
  for (const { id, parentId } of units) tree.set(id, instead.has(id) ? (instead.get(id) ?? null) : parentId)
  for (const unit of units) cutLoop(tree, unit.id)
  return tree
}

function onlySuccessors(successions: readonly Succession[]): Map<string, string> {
  const successors = new Map<string, string[]>()
  for (const { predecessorId, successorId } of successions) {
    const known = successors.get(predecessorId)
    if (known) known.push(successorId)
    else successors.set(predecessorId, [successorId])
  }
  const only = new Map<string, string>()
  for (const [unit, [first, ...others]] of successors)
    if (first !== undefined && others.length === 0) only.set(unit, first)
  return only
}

/** Data that has a unit under itself (A taken over by its own child) must not make a page that never ends. */
function cutLoop(tree: Map<string, string | null>, start: string): void {
  const seen = new Set<string>()
  for (let id: string | null = start; id !== null; ) {
    seen.add(id)
    const parent: string | null = tree.get(id) ?? null
    if (parent !== null && (seen.has(parent) || !tree.has(parent))) {
      tree.set(id, null)
      return
    }
    id = parent
  }
}

/** The unit and everything above it, nearest first. */
export function pathUp(tree: UnitTree, unitId: string): string[] {
  const path: string[] = []
  for (let id: string | null = unitId; id !== null; id = tree.get(id) ?? null) path.push(id)
  return path
}

/** The unit and everything below it. */
export function subtree(tree: UnitTree, unitId: string): Set<string> {
  const inside = new Set<string>()
  for (const id of tree.keys()) if (pathUp(tree, id).includes(unitId)) inside.add(id)
  return inside
}
