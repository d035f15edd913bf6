import type { Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import { type Draft, lockDraft } from './draft.queries.ts'
import { canonicalContent, contentHash, type InstrumentContent } from './instrument.ts'
import { addInstrument } from './publish-instrument-version.ts'

/** Who does it, and when. */
export interface Doing {
  by: AuditOrigin & { staffId: string }
  now: Date
}

/** Begins the first version of a new questionnaire. @returns false when its code is taken. */
export async function beginInstrument(trx: Trx, content: InstrumentContent, doing: Doing): Promise<boolean> {
  const isNew = await addInstrument(trx, content)
  return isNew && beginDraft(trx, content, doing)
}

/** @returns false when the next version is being written already. */
export async function beginDraft(trx: Trx, content: InstrumentContent, { by, now }: Doing): Promise<boolean> {
  const added = await trx
    .insertInto('instrument_draft')
    .values({
      instrument_id: content.instrument,
      content: canonicalContent(content),
      authors: JSON.stringify([by.staffId]),
      changed_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('instrument_id').doNothing())
    .returning('instrument_id')
    .executeTakeFirst()
  if (added) await audit(trx, 'begun', content.instrument, {}, { by, now })
  return added !== undefined
}

/** Puts another content in the place of the one that somebody saw. @throws {HttpError} when it is not that one any more. */
export async function reviseDraft(
  trx: Trx,
  seen: string,
  content: InstrumentContent,
  { by, now }: Doing,
): Promise<void> {
  const { instrument } = content
  const draft = await draftAsSeen(trx, instrument, seen)
  await trx
    .updateTable('instrument_draft')
    .set({
      content: canonicalContent(content),
      authors: JSON.stringify([...new Set([...draft.authors, by.staffId])]),
      changed_at: now.toISOString(),
    })
    .where('instrument_id', '=', instrument)
    .execute()
  const states = { before: draft.content, after: content }
  await audit(trx, 'changed', instrument, states, { by, now })
}

export async function deleteDraft(
  trx: Trx,
  instrumentId: string,
  seen: string,
  { by, now }: Doing,
): Promise<void> {
  const { content } = await draftAsSeen(trx, instrumentId, seen)
  await trx.deleteFrom('instrument_draft').where('instrument_id', '=', instrumentId).execute()
  await audit(trx, 'deleted', instrumentId, { before: content }, { by, now })
}

/** @param seen the hash of the content that stood on the page. */
export async function draftAsSeen(trx: Trx, instrumentId: string, seen: string): Promise<Draft> {
  const draft = await lockDraft(trx, instrumentId)
  if (!draft || contentHash(draft.content) !== seen) throw new HttpError(409, 'changed_meanwhile')
  return draft
}

function audit(
  trx: Trx,
  done: 'begun' | 'changed' | 'deleted',
  instrumentId: string,
  states: { before?: InstrumentContent; after?: InstrumentContent },
  { by, now }: Doing,
): Promise<void> {
  const subject = `instrument:${instrumentId}`
  return recordAudit(trx, by, { action: `instrument_draft.${done}`, subject, ...states }, now)
}
