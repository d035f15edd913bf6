import { addDays, type CivilDate, civilDate } from '../statistics/civil-date.ts'
import type { UnitChange } from './unit-change.ts'
import { type Dated, unitLives, valueOn } from './unit-life.ts'

/**
 * Under which unit each moved unit lay as far as was known at the time, so that figures as it was stay what they were: an
 * entry is known from the day after, and no period that had begun by then changes.
 */
export function recordedParents(changes: readonly UnitChange[]): Map<string, Dated<string | null>[]> {
  const moves = changes.filter(({ deed }) => deed.kind === 'moved')
  const moved = new Set(moves.flatMap(({ deed }) => (deed.kind === 'moved' ? [deed.unitId] : [])))
  const days = [...new Set(moves.flatMap(turningDays))].sort()
  const recorded = new Map<string, Dated<string | null>[]>()
  for (const life of unitLives(changes.filter(({ deed }) => deed.kind === 'created')).values())
    if (moved.has(life.id)) recorded.set(life.id, [...life.parents])
  for (const day of days) {
    const lives = unitLives(changes.filter((change) => isKnown(change, day)))
    for (const [id, parents] of recorded) {
      const life = lives.get(id)
      if (life === undefined) continue
      const value = valueOn(life.parents, day)
      if (value !== parents.at(-1)?.value) parents.push({ from: day, value })
    }
  }
  return recorded
}

/** The days on which a move, or that it was undone, can begin to show. */
function turningDays({ effectiveOn, enteredAt, undoneAt }: UnitChange): CivilDate[] {
  const known = knownFrom(enteredAt)
  return [known > effectiveOn ? known : effectiveOn, ...(undoneAt === null ? [] : [knownFrom(undoneAt)])]
}

function isKnown({ effectiveOn, enteredAt, undoneAt, deed }: UnitChange, day: CivilDate): boolean {
  if (effectiveOn > day || (undoneAt !== null && knownFrom(undoneAt) <= day)) return false
  // A unit is there from its first answer, whenever somebody wrote down that it was created.
  return deed.kind === 'created' || knownFrom(enteredAt) <= day
}

function knownFrom(instant: string): CivilDate {
  return addDays(civilDate(new Date(instant)), 1)
}
