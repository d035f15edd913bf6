import type { CivilDate, Db } from '../../db/schema.ts'
import { listUnits, type Unit } from './unit.queries.ts'

/** The units somebody may choose for something new: those in scope (null = all) that exist on that day. */
export async function choosableUnits(
  db: Db,
  scope: ReadonlySet<string> | null,
  today: CivilDate,
): Promise<Unit[]> {
  return (await listUnits(db)).filter(
    ({ id, validFrom, validUntil }) =>
      (scope === null || scope.has(id)) && validFrom <= today && (validUntil === null || today < validUntil),
  )
}
