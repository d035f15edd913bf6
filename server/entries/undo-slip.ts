import type { Db } from '../../db/schema.ts'
import { HttpError } from '../web/http-error.ts'
import { type Slip, storedSlip } from './slip.ts'

/**
 * Takes the last slip out of an open batch. It is named by its number, so that a repeated request takes out no second
 * one. @returns the slip, to be mended. @throws {HttpError} when it is not the last one, or the batch is not open.
 */
export async function undoSlip(db: Db, batchId: string, number: number): Promise<Slip> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('entry_batch')
      .set({ slips: number - 1 })
      .where('id', '=', batchId)
      .where('state', '=', 'open')
      .where('slips', '=', number)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HttpError(409, 'changed_meanwhile')
    const { content } = await trx
      .deleteFrom('entry_slip')
      .where('batch_id', '=', batchId)
      .where('number', '=', number)
      .returning('content')
      .executeTakeFirstOrThrow()
    return storedSlip(content ?? '')
  })
}
