import type { Db } from '../../db/schema.ts'
import { HttpError } from '../web/http-error.ts'
import { type Slip, storedSlip } from './slip.ts'

/** A slip as it is in its batch now; `outcome` says whether it has been there before. */
export interface KeptSlip {
  outcome: 'recorded' | 'duplicate'
  number: number
}

/** Somebody sends a slip again whose answer was lost. */
class SentBefore extends Error {}

/**
 * Keeps a slip in its batch, as the next one. The same key again is the same slip: sent again after a lost answer, it
 * stays one. @throws {HttpError} when the batch takes no more, or when the key is that of another slip.
 */
export async function addSlip(db: Db, batchId: string, submissionKey: string, slip: Slip): Promise<KeptSlip> {
  try {
    const number = await db.transaction().execute(async (trx) => {
      // The batch's row is held from here on, so that two slips never get one number.
      const batch = await trx
        .updateTable('entry_batch')
        .set((eb) => ({ slips: eb('slips', '+', 1) }))
        .where('id', '=', batchId)
        .where('state', '=', 'open')
        .returning('slips')
        .executeTakeFirst()
      const inserted = await trx
        .insertInto('entry_slip')
        .values({
          submission_key: submissionKey,
          batch_id: batchId,
          number: batch?.slips ?? 0,
          content: JSON.stringify(slip),
        })
        .onConflict((conflict) => conflict.column('submission_key').doNothing())
        .returning('number')
        .executeTakeFirst()
      if (!inserted) throw new SentBefore()
      if (!batch) throw new HttpError(409, 'changed_meanwhile')
      return inserted.number
    })
    return { outcome: 'recorded', number }
  } catch (error) {
    if (!(error instanceof SentBefore)) throw error
    return { outcome: 'duplicate', number: await numberOf(db, batchId, submissionKey, slip) }
  }
}

async function numberOf(db: Db, batchId: string, submissionKey: string, slip: Slip): Promise<number> {
  const kept = await db
    .selectFrom('entry_slip')
    .select(['number', 'content'])
    .where('submission_key', '=', submissionKey)
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  // In a closed batch the content has moved on into the response; whoever sends it again has not heard of it.
  const isSame =
    kept && (kept.content === null || JSON.stringify(storedSlip(kept.content)) === JSON.stringify(slip))
  if (!isSame) throw new HttpError(409, 'conflict')
  return kept.number
}
