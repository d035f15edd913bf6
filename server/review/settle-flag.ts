import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { Settlement } from './flag.input.ts'
import type { Flag } from './flag.queries.ts'

export interface Settling {
  by: AuditOrigin
  staffId: string
  now: Date
}

/**
 * Writes down what somebody found about a day under review; the ratings stay as they are.
 * @returns false when it is not as that person saw it any more: settled by another, or more ratings have come.
 */
export async function settleFlag(
  db: Db,
  { touchpointCode, day, unitId }: Pick<Flag, 'touchpointCode' | 'day' | 'unitId'>,
  { finding, note, responses }: Settlement,
  { by, staffId, now }: Settling,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const settled = await trx
      .updateTable('review_flag')
      .set({ finding, note, settled_at: now.toISOString(), settled_by: staffId })
      .where('touchpoint_code', '=', touchpointCode)
      .where('day', '=', day)
      .where('settled_at', 'is', null)
      .where('responses', '=', responses)
      .returning('day')
      .executeTakeFirst()
    if (!settled) return false
    const change = { action: 'review.settled', subject: `touchpoint:${touchpointCode}`, unitId }
    await recordAudit(trx, by, { ...change, after: { day, responses, finding, note } }, now)
    return true
  })
}
