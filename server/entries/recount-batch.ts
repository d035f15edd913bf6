import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import type { Batch } from './batch.queries.ts'

/** Sets the number of slips anew after they were counted again; the first count stays in the audit log. */
export async function recountBatch(
  db: Db,
  { id, unitId, controlTotal }: Batch,
  newTotal: number,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('entry_batch')
      .set({ control_total: newTotal })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .where('control_total', '=', controlTotal)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HttpError(409, 'changed_meanwhile')
    await recordAudit(
      trx,
      by,
      {
        action: 'entry_batch.recounted',
        subject: `entry_batch:${id}`,
        unitId,
        before: { control_total: controlTotal },
        after: { control_total: newTotal },
      },
      now,
    )
  })
}
