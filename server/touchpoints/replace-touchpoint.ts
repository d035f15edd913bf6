import type { Db } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { addDays } from '../statistics/civil-date.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { HttpError } from '../web/http-error.ts'
import { type Doing, insertUnderNewCode } from './add-touchpoint.ts'

/**
 * The same place under a new code, from today on. Nobody can open the old code's form any more; what was begun or stored
 * on a device before is still taken until midnight, and what was rated under it stays.
 * @returns the new code. @throws {HttpError} when somebody else has replaced it meanwhile; then nothing is changed.
 */
export async function replaceTouchpoint(
  db: Db,
  code: string,
  { by, now, randomBelow }: Doing,
): Promise<string> {
  const today = civilDate(now)
  return db.transaction().execute(async (trx) => {
    const old = await trx
      .selectFrom('touchpoint')
      .selectAll()
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    const validFrom = old.valid_from > today ? old.valid_from : today
    const replacement = { ...old, valid_from: validFrom, is_demonstration: 0 as const }
    const newCode = await insertUnderNewCode(trx, replacement, randomBelow)
    await trx
      .insertInto('wave_touchpoint')
      .columns(['touchpoint_code', 'wave_id'])
      .expression((eb) =>
        eb
          .selectFrom('wave_touchpoint')
          .select([eb.val(newCode).as('touchpoint_code'), 'wave_id'])
          .where('touchpoint_code', '=', code),
      )
      .execute()
    const { numUpdatedRows } = await trx
      .updateTable('touchpoint')
      .set({ replaced_by: newCode, valid_until: addDays(today, 1) })
      .where('code', '=', code)
      .where('replaced_by', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HttpError(409, 'changed_meanwhile')
    await recordAudit(
      trx,
      by,
      {
        action: 'touchpoint.replaced',
        subject: `touchpoint:${code}`,
        unitId: old.unit_id,
        after: { replaced_by: newCode },
      },
      now,
    )
    return newCode
  })
}
