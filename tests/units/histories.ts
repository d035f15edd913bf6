import fc from 'fast-check'
import { addDays } from '../../server/statistics/civil-date.ts'
import { newProblems } from '../../server/units/change-problems.ts'
import { recordedParents } from '../../server/units/recorded-parents.ts'
import { inForce, type UnitChange, type UnitDeed } from '../../server/units/unit-change.ts'
import { unitLives, valueOn } from '../../server/units/unit-life.ts'
import type { UnitView } from '../../server/units/unit-tree.ts'

const FIRST_DAY = '2020-01-01'
const DAYS = 400
const SOME_UNITS = 14

export const dayAfter = (days: number): string => addDays(FIRST_DAY, days)

const attempt = fc.record({
  kind: fc.constantFrom(
    'created',
    'created',
    'renamed',
    'moved',
    'moved',
    'merged',
    'merged',
    'split',
    'split',
    'closed',
    'undone',
  ),
  a: fc.nat(SOME_UNITS),
  b: fc.nat(SOME_UNITS),
  c: fc.nat(SOME_UNITS),
  top: fc.boolean(),
  on: fc.nat(DAYS),
  /** Days since the entry before. */
  later: fc.nat(20),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never

/** Histories as officials make them: what contradicts itself was refused, the rest entered, some of it undone. */
export const anyHistory: fc.Arbitrary<UnitChange[][]> = fc
  .array(attempt, { minLength: 20, maxLength: 50 })
  .map((attempts) => {
    const states: UnitChange[][] = [startingUnits()]
    let day = 1
    for (const one of attempts) {
      day += one.later
      const changes = states.at(-1) ?? []
      const next =
        one.kind === 'undone' ? undoing(changes, one, dayAfter(day)) : entering(changes, one, dayAfter(day))
      if (newProblems(inForce(changes), inForce(next)).length === 0) states.push(next)
    }
    return states
  })

function startingUnits(): UnitChange[] {
  return [0, 1, 2, 3, 4, 5].map((n) =>
    entry(
      n,
      {
        kind: 'created',
        unitId: idOf(n),
        name: idOf(n),
        unitKind: 'commune',
        parentId: n > 3 ? idOf(n - 4) : null,
      },
      FIRST_DAY,
      FIRST_DAY,
    ),
  )
}

function entering(changes: readonly UnitChange[], one: Attempt, today: string): UnitChange[] {
  return [...changes, entry(changes.length, deedOf(one), dayAfter(one.on), today)]
}

function undoing(changes: readonly UnitChange[], { a, b }: Attempt, today: string): UnitChange[] {
  const at = (a * SOME_UNITS + b) % changes.length
  return changes.map((change, index) =>
    index === at && change.undoneAt === null ? { ...change, undoneAt: `${today}T03:00:00.000Z` } : change,
  )
}

function deedOf({ kind, a, b, c, top }: Attempt): UnitDeed {
  const [unitId, second, third] = [idOf(a), idOf(b), idOf(c)]
  switch (kind) {
    case 'created':
      return { kind, unitId, name: unitId, unitKind: 'commune', parentId: top ? null : second }
    case 'renamed':
      return { kind, unitId, name: `${unitId} mới` }
    case 'moved':
      return { kind, unitId, parentId: top ? null : second }
    case 'merged':
      return { kind, predecessorIds: top ? [unitId] : [unitId, third], successorId: second }
    case 'split': {
      const shares = top ? [null, null] : [40, 60]
      const parts = [second, third].map((id, at) => ({ unitId: id, sharePercent: shares[at] ?? null }))
      return { kind, unitId, parts }
    }
    default:
      return { kind: 'closed', unitId }
  }
}

function idOf(n: number): string {
  return `unit-${n}`
}

export function entry(number: number, deed: UnitDeed, effectiveOn: string, enteredOn: string): UnitChange {
  return {
    id: `change-${number}`,
    number,
    deed,
    effectiveOn,
    enteredAt: `${enteredOn}T03:00:00.000Z`,
    enteredBy: null,
    undoneAt: null,
  }
}

/** The parents as they were meant, before any loop is cut. */
export function meantParent(
  changes: readonly UnitChange[],
  view: UnitView,
  day: string,
  id: string,
): string | null {
  const life = unitLives(inForce(changes)).get(id)
  if (life === undefined) throw new Error(`${id} is not there`)
  const [only, ...others] = life.endedOn !== null && life.endedOn <= day ? life.successors : []
  if (view === 'now' && only !== undefined && others.length === 0) return only.unitId
  const recorded = view === 'then' ? recordedParents(changes).get(id) : undefined
  return valueOn(recorded ?? life.parents, day)
}
