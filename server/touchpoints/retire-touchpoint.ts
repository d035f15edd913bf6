import type { CivilDate, Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { addDays } from '../statistics/civil-date.ts'
import type { RegisteredTouchpoint } from './register.queries.ts'

/** Takes a touchpoint out of service after `lastDay`. Its responses stay what they are. */
export async function retireTouchpoint(
  db: Db,
  { code, unitId, validUntil }: RegisteredTouchpoint,
  lastDay: CivilDate,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  const after = { valid_until: addDays(lastDay, 1) }
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('touchpoint').set(after).where('code', '=', code).execute()
    await recordAudit(
      trx,
      by,
      {
        action: 'touchpoint.retired',
        subject: `touchpoint:${code}`,
        unitId,
        before: { valid_until: validUntil },
        after,
      },
      now,
    )
  })
}
