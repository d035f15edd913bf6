import type { CivilDate, Db } from '../../db/schema.ts'
import { addDays, firstOfMonth, monthIndex } from '../statistics/civil-date.ts'
import type { Period } from '../statistics/reporting-period.ts'
import { answerCounts } from './answer-counts.queries.ts'
import { type ChangeEffect, changeEffect, isSameTree } from './change-effect.ts'
import { changeTree } from './change-tree.ts'
import { inForce, type UnitChange } from './unit-change.ts'
import { type UnitLives, unitLives } from './unit-life.ts'

/** What changes would do, without entering them. */
export interface LookedAt {
  effect: ChangeEffect
  isThenUntouched: boolean
  /** Of the units of both histories. */
  lives: UnitLives
  /** As of which the trees are compared. */
  day: CivilDate
  /** Whose answers are counted. */
  period: Period
  /** Fewer answers than this are not shown. */
  minimumCell: number
}

const MONTHS = 12

/** Compares figures of the last twelve months under two histories, as of a day that is not before today. */
export async function lookAtChange(
  db: Db,
  { before, after }: { before: readonly UnitChange[]; after: readonly UnitChange[] },
  {
    about,
    day,
    today,
    minimumCell,
  }: { about: readonly string[]; day: CivilDate; today: CivilDate; minimumCell: number },
): Promise<LookedAt> {
  const period: Period = {
    kind: 'custom',
    from: firstOfMonth(monthIndex(today) - MONTHS),
    until: addDays(today, 1),
  }
  const counts = await answerCounts(db, period)
  const trees = { before: changeTree(before, 'now', day), after: changeTree(after, 'now', day) }
  return {
    effect: changeEffect(counts, trees, about),
    isThenUntouched: isSameTree(changeTree(before, 'then', today), changeTree(after, 'then', today)),
    lives: new Map([...unitLives(inForce(before)), ...unitLives(inForce(after))]),
    day,
    period,
    minimumCell,
  }
}

/** The history with deeds that nobody has entered yet. */
export function withDeeds(
  changes: readonly UnitChange[],
  deeds: readonly Pick<UnitChange, 'deed' | 'effectiveOn'>[],
  now: Date,
): UnitChange[] {
  const number = Math.max(0, ...changes.map((change) => change.number))
  return [
    ...changes,
    ...deeds.map((dated, at) => ({
      ...dated,
      id: `new ${at}`,
      number: number + at + 1,
      enteredAt: now.toISOString(),
      enteredBy: null,
      undoneAt: null,
    })),
  ]
}

/** The history without one that is undone now. */
export function withoutChange(changes: readonly UnitChange[], id: string, now: Date): UnitChange[] {
  return changes.map((change) => (change.id === id ? { ...change, undoneAt: now.toISOString() } : change))
}
