import type { CivilDate } from '../../db/schema.ts'
import { type DatedDeed, endedBy, type UnitDeed, unitsOf } from './unit-change.ts'
import { existsOn, inOrder, type UnitLife, type UnitLives, unitLives, valueOn } from './unit-life.ts'

/** What is wrong with a history: the key of the words in `units:problem.…`, and what they speak of. */
export interface ChangeProblem {
  key:
    | 'already_exists'
    | 'unknown'
    | 'not_yet'
    | 'first_day'
    | 'ended'
    | 'ends_twice'
    | 'twice_a_day'
    | 'into_itself'
    | 'nothing_to_merge'
    | 'too_few_parts'
    | 'named_twice'
    | 'shares'
    | 'successor_missing'
    | 'parent_missing'
    | 'below_itself'
  unitId: string
  /** The other unit that it is about. */
  otherId: string | null
  on: CivilDate
}

/** Everything that a history says which cannot be. */
export function historyProblems(deeds: readonly DatedDeed[]): ChangeProblem[] {
  const lives = unitLives(deeds)
  const seen = new Set<string>()
  return [
    ...inOrder(deeds).flatMap((dated) => [
      ...shapeProblems(dated),
      ...timeProblems(dated, lives),
      ...repeated(dated, seen),
    ]),
    ...[...lives.values()].flatMap((life) => [...parentProblems(life, lives), ...loopProblems(life, lives)]),
  ]
}

/** What a history gets wrong that it did not get wrong before: what was imported long ago hinders nobody today. */
export function newProblems(before: readonly DatedDeed[], after: readonly DatedDeed[]): ChangeProblem[] {
  const known = new Set(historyProblems(before).map((problem) => JSON.stringify(problem)))
  return historyProblems(after).filter((problem) => !known.has(JSON.stringify(problem)))
}

type Key = ChangeProblem['key']

function shapeProblems({ deed, effectiveOn: on }: DatedDeed): ChangeProblem[] {
  const found = (key: Key, unitId: string): ChangeProblem[] => [{ key, unitId, otherId: null, on }]
  if (deed.kind === 'merged') {
    const { predecessorIds, successorId } = deed
    if (predecessorIds.length === 0) return found('nothing_to_merge', successorId)
    if (predecessorIds.includes(successorId)) return found('into_itself', successorId)
    return duplicates(predecessorIds).flatMap((id) => found('named_twice', id))
  }
  if (deed.kind === 'split') {
    const ids = deed.parts.map(({ unitId }) => unitId)
    if (ids.includes(deed.unitId)) return found('into_itself', deed.unitId)
    if (ids.length < 2) return found('too_few_parts', deed.unitId)
    if (!sharesAddUp(deed)) return found('shares', deed.unitId)
    return duplicates(ids).flatMap((id) => found('named_twice', id))
  }
  return []
}

/** Nobody said them, or all of them were said and are the whole. */
function sharesAddUp({ parts }: Extract<UnitDeed, { kind: 'split' }>): boolean {
  const shares = parts.map(({ sharePercent }) => sharePercent)
  if (shares.every((share) => share === null)) return true
  return (
    shares.every((share) => share !== null && share > 0) &&
    shares.reduce((sum: number, share) => sum + (share ?? 0), 0) === 100
  )
}

function duplicates(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
}

/** A unit has to be there before anything happens to it, and nothing happens to it once it has ended. */
function timeProblems({ deed, effectiveOn: on }: DatedDeed, lives: UnitLives): ChangeProblem[] {
  const ending = endedBy(deed)
  return unitsOf(deed).flatMap((unitId): ChangeProblem[] => {
    const found = (key: Key): ChangeProblem[] => [{ key, unitId, otherId: null, on }]
    const life = lives.get(unitId)
    if (life === undefined) return found('unknown')
    if (deed.kind === 'created') return []
    if (on < life.createdOn) return found('not_yet')
    const isSuccessor = (deed.kind === 'merged' || deed.kind === 'split') && !ending.includes(unitId)
    if (isSuccessor)
      return existsOn(life, on) ? [] : [{ key: 'successor_missing', unitId, otherId: ending[0] ?? null, on }]
    if (on === life.createdOn) return found('first_day')
    if (life.endedOn === null) return []
    if (ending.includes(unitId)) return on < life.endedOn ? found('ends_twice') : []
    return on >= life.endedOn ? found('ended') : []
  })
}

/** A unit begins once; two deeds of one kind, or two ends, on one day leave open which holds. */
function repeated({ deed, effectiveOn: on }: DatedDeed, seen: Set<string>): ChangeProblem[] {
  const ending = endedBy(deed)
  const isCreation = deed.kind === 'created'
  const what = isCreation ? 'created' : `${ending.length > 0 ? 'ended' : deed.kind} ${on}`
  return (ending.length > 0 ? ending : unitsOf(deed)).flatMap((unitId): ChangeProblem[] => {
    if (seen.has(`${unitId} ${what}`))
      return [{ key: isCreation ? 'already_exists' : 'twice_a_day', unitId, otherId: null, on }]
    seen.add(`${unitId} ${what}`)
    return []
  })
}

/** As long as a unit stands under another, that one is there. */
function parentProblems(life: UnitLife, lives: UnitLives): ChangeProblem[] {
  return life.parents.flatMap(({ from, value: parentId }, at): ChangeProblem[] => {
    if (parentId === null) return []
    const until = life.parents[at + 1]?.from ?? life.endedOn
    const parent = lives.get(parentId)
    const isThere =
      parent !== undefined &&
      parent.createdOn <= from &&
      (parent.endedOn === null || (until !== null && until <= parent.endedOn))
    const on = parent?.endedOn && parent.endedOn > from ? parent.endedOn : from
    return isThere ? [] : [{ key: 'parent_missing', unitId: life.id, otherId: parentId, on }]
  })
}

/** Trees change where a unit gets a parent: there, nobody may stand under themselves. */
function loopProblems(life: UnitLife, lives: UnitLives): ChangeProblem[] {
  return life.parents.flatMap(({ from, value }): ChangeProblem[] => {
    const above = new Set<string>()
    for (let id = value; id !== null && !above.has(id); ) {
      above.add(id)
      const parent = lives.get(id)
      id = parent === undefined ? null : valueOn(parent.parents, from)
    }
    return above.has(life.id) ? [{ key: 'below_itself', unitId: life.id, otherId: value, on: from }] : []
  })
}
