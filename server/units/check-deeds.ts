import type { CivilDate, Db } from '../../db/schema.ts'
import { newProblems } from './change-problems.ts'
import { openTouchpoints } from './open-touchpoints.queries.ts'
import { RefusedChange } from './refused-change.ts'
import { type DatedDeed, endedBy, inForce, type UnitChange } from './unit-change.ts'

/** @throws {RefusedChange} when the deeds cannot be added to what was entered so far. */
export async function checkDeeds(
  db: Db,
  changes: readonly UnitChange[],
  deeds: readonly DatedDeed[],
  today: CivilDate,
): Promise<void> {
  const present = inForce(changes)
  const problems = newProblems(present, [...present, ...deeds])
  const touchpoints = await Promise.all(
    deeds.map(({ deed, effectiveOn }) => openTouchpoints(db, endedBy(deed), { endsOn: effectiveOn, today })),
  )
  if (problems.length > 0 || touchpoints.flat().length > 0)
    throw new RefusedChange(problems, touchpoints.flat())
}
