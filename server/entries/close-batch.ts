import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { Intake } from '../responses/intake.ts'
import type { Submission } from '../responses/submission.ts'
import type { Batch } from './batch.queries.ts'

/** So many at a time: a rating that arrives meanwhile shares the next transaction instead of waiting for all. */
const TOGETHER = 100

/**
 * Turns the slips of a complete batch into responses. Every step can be done again: an interrupted close is finished by
 * the next one, and a slip that is a response already stays one.
 * @returns false when the number of slips is not the one counted beforehand; then nothing is changed.
 */
export async function closeBatch(
  { id, unitId, controlTotal }: Batch,
  submissions: () => Promise<readonly Submission[]>,
  { db, intake, by, now }: { db: Db; intake: Intake; by: AuditOrigin; now: Date },
): Promise<boolean> {
  if (!(await beginClosing(db, id))) return false
  const all = await submissions()
  for (let start = 0; start < all.length; start += TOGETHER) {
    const outcomes = await Promise.all(
      all.slice(start, start + TOGETHER).map((submission) => intake.submit(submission)),
    )
    if (outcomes.includes('conflict'))
      throw new Error(`a slip of batch ${id} has the key of another response`)
  }
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('entry_batch')
      .set({ state: 'closed', closed_at: now.toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'closing')
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
    await trx.updateTable('entry_slip').set({ content: null }).where('batch_id', '=', id).execute()
    await recordAudit(
      trx,
      by,
      {
        action: 'entry_batch.closed',
        subject: `entry_batch:${id}`,
        unitId,
        after: { slips: all.length, control_total: controlTotal },
      },
      now,
    )
  })
  return true
}

/** From here on the batch takes no slip and gives none back. */
async function beginClosing(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('entry_batch')
    .set({ state: 'closing' })
    .where('id', '=', id)
    .where('state', 'in', ['open', 'closing'])
    .whereRef('slips', '=', 'control_total')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
