import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import type { Batch } from './batch.queries.ts'

/** Throws away a batch in which nothing was entered. With slips it cannot be: they would be gone unseen. */
export async function discardBatch(
  db: Db,
  { id, unitId }: Batch,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('entry_batch')
      .where('id', '=', id)
      .where('state', '=', 'open')
      .where('slips', '=', 0)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new HttpError(409, 'changed_meanwhile')
    await recordAudit(trx, by, { action: 'entry_batch.discarded', subject: `entry_batch:${id}`, unitId }, now)
  })
}
