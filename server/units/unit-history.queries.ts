import type { Db } from '../../db/schema.ts'
import { listUnits } from './unit.queries.ts'
import { latestChangeNumber, listUnitChanges } from './unit-change.queries.ts'
import { inForce, type UnitChange } from './unit-change.ts'
import { type UnitLives, unitLives } from './unit-life.ts'

/** All units through time. */
export interface UnitHistory {
  changes: UnitChange[]
  lives: UnitLives
  /** Ids in the order of lists. */
  order: string[]
  /** The number of the latest entry. */
  latest: number
}

export async function loadUnitHistory(db: Db): Promise<UnitHistory> {
  const [changes, units, latest] = await Promise.all([
    listUnitChanges(db),
    listUnits(db),
    latestChangeNumber(db),
  ])
  return { changes, lives: unitLives(inForce(changes)), order: units.map(({ id }) => id), latest }
}

/** Who entered what, by staff id. */
export async function staffNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const staff = await db.selectFrom('staff').select(['id', 'name']).execute()
  return new Map(staff.map(({ id, name }) => [id, name]))
}
