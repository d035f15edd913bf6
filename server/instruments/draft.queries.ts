import type { Db, Trx } from '../../db/schema.ts'
import { type InstrumentContent, instrumentContent } from './instrument.ts'

/** The next version of a questionnaire while it is being written; at most one for each questionnaire. */
export interface Draft {
  content: InstrumentContent
  /** The ids of those who changed it. */
  authors: readonly string[]
  changedAt: string
}

export async function listDrafts(db: Db): Promise<Draft[]> {
  const rows = await db.selectFrom('instrument_draft').selectAll().orderBy('instrument_id').execute()
  return rows.map(fromRow)
}

export async function findDraft(db: Db, instrumentId: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('instrument_draft')
    .selectAll()
    .where('instrument_id', '=', instrumentId)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The draft for a change: nobody else changes it until the transaction ends. */
export async function lockDraft(trx: Trx, instrumentId: string): Promise<Draft | undefined> {
  await trx
    .updateTable('instrument_draft')
    .set((eb) => ({ changed_at: eb.ref('changed_at') }))
    .where('instrument_id', '=', instrumentId)
    .execute()
  return findDraft(trx, instrumentId)
}

function fromRow({
  content,
  authors,
  changed_at,
}: {
  content: string
  authors: string
  changed_at: string
}): Draft {
  return {
    content: instrumentContent.parse(JSON.parse(content)),
    authors: JSON.parse(authors),
    changedAt: changed_at,
  }
}
