import type { CivilDate } from '../../db/schema.ts'
import { recordedParents } from './recorded-parents.ts'
import { inForce, type UnitChange } from './unit-change.ts'
import { existsOn, unitLives, valueOn } from './unit-life.ts'
import { type UnitTree, type UnitView, unitTree } from './unit-tree.ts'

/**
 * The tree that changes amount to, as the derived tables give it: «now» as of that day, «then» for a period that begins
 * on it. With it a change can be looked at before it is entered.
 */
export function changeTree(changes: readonly UnitChange[], view: UnitView, day: CivilDate): UnitTree {
  const lives = [...unitLives(inForce(changes)).values()]
  const units = lives.map(({ id, parents }) => ({ id, parentId: valueOn(parents, day) }))
  const successions = lives
    .filter((life) => life.createdOn <= day && !existsOn(life, day))
    .flatMap(({ id, successors }) =>
      successors.map(({ unitId }) => ({ predecessorId: id, successorId: unitId })),
    )
  const former = new Map(
    [...recordedParents(changes)].map(([id, parents]) => [id, valueOn(parents, day)] as const),
  )
  return unitTree(units, successions, view, former)
}
