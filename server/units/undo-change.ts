import { isForeignKeyViolation } from '../../db/portable.ts'
import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { newProblems } from './change-problems.ts'
import { RefusedChange, UnitInUse } from './refused-change.ts'
import { appendUndoing, listUnitChanges } from './unit-change.queries.ts'
import { inForce, type UnitChange, unitsOf } from './unit-change.ts'
import { unitLives } from './unit-life.ts'
import { writeUnits } from './write-units.ts'

/**
 * Undoes a change by a further entry: units are then as if it had never been entered, and what was entered stays.
 * @throws {RefusedChange} when other changes build upon it.
 * @throws {UnitInUse} when a unit would disappear at which something was done.
 */
export async function undoChange(
  db: Db,
  { id, deed, effectiveOn }: UnitChange,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      const changes = await listUnitChanges(trx)
      const present = inForce(changes)
      const undone = present.find((change) => change.id === id)
      if (undone === undefined) return
      checkUndoing(present, id)
      await appendUndoing(trx, undone, { staffId: by.staffId, now })
      const before = unitLives(present)
      await writeUnits(trx, await listUnitChanges(trx), { before, today: civilDate(now) })
      const { kind: _kind, ...content } = deed
      await recordAudit(
        trx,
        by,
        {
          action: 'unit.undone',
          subject: `unit_change:${id}`,
          unitId: unitsOf(deed)[0] ?? null,
          before: { ...content, effectiveOn },
        },
        now,
      )
    })
  } catch (error) {
    throw isForeignKeyViolation(error) ? new UnitInUse(id, { cause: error }) : error
  }
}

/** @throws {RefusedChange} */
export function checkUndoing(present: readonly UnitChange[], id: string): void {
  const problems = newProblems(
    present,
    present.filter((change) => change.id !== id),
  )
  if (problems.length > 0) throw new RefusedChange(problems)
}
