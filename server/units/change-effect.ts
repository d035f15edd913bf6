import { pathUp, type UnitTree } from './unit-tree.ts'

/** Answers to the overall question. */
export interface AnswerCounts {
  answered: number
  satisfied: number
}

export interface AffectedUnit {
  unitId: string
  before: AnswerCounts
  after: AnswerCounts
}

/** What a change does to figures. */
export interface ChangeEffect {
  /** Those whose figures as it is now change, and those that the change is about. */
  units: AffectedUnit[]
  /** Of all units, counted in each of the trees. */
  total: { before: AnswerCounts; after: AnswerCounts }
}

interface Trees {
  before: UnitTree
  after: UnitTree
}

/** `counts` are what was answered at each unit itself. */
export function changeEffect(
  counts: ReadonlyMap<string, AnswerCounts>,
  { before, after }: Trees,
  about: readonly string[],
): ChangeEffect {
  const [earlier, later] = [sumsOf(counts, before), sumsOf(counts, after)]
  const at = (sums: ReadonlyMap<string, AnswerCounts>, id: string) => sums.get(id) ?? NONE
  const named = new Set(about)
  const ids = [...new Set([...before.keys(), ...after.keys()])]
  return {
    units: ids
      .map((unitId) => ({ unitId, before: at(earlier, unitId), after: at(later, unitId) }))
      .filter((unit) => named.has(unit.unitId) || !isSame(unit.before, unit.after)),
    total: { before: totalOf(earlier, before), after: totalOf(later, after) },
  }
}

export function isSameTree(a: UnitTree, b: UnitTree): boolean {
  return [...a].every(([id, parent]) => !b.has(id) || b.get(id) === parent)
}

const NONE: AnswerCounts = { answered: 0, satisfied: 0 }

/** Each unit with all below it. */
function sumsOf(counts: ReadonlyMap<string, AnswerCounts>, tree: UnitTree): Map<string, AnswerCounts> {
  const sums = new Map<string, AnswerCounts>()
  for (const [unitId, own] of counts)
    for (const id of pathUp(tree, unitId)) sums.set(id, added(sums.get(id) ?? NONE, own))
  return sums
}

function totalOf(sums: ReadonlyMap<string, AnswerCounts>, tree: UnitTree): AnswerCounts {
  return [...sums]
    .filter(([id]) => (tree.get(id) ?? null) === null)
    .reduce((sum, [, own]) => added(sum, own), NONE)
}

function added(a: AnswerCounts, b: AnswerCounts): AnswerCounts {
  return { answered: a.answered + b.answered, satisfied: a.satisfied + b.satisfied }
}

function isSame(a: AnswerCounts, b: AnswerCounts): boolean {
  return a.answered === b.answered && a.satisfied === b.satisfied
}
