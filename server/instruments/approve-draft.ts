import type { Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import { type Doing, draftAsSeen } from './change-draft.ts'
import type { Draft } from './draft.queries.ts'
import { canonicalContent, contentHash } from './instrument.ts'
import { insertVersion, versionId } from './publish-instrument-version.ts'
import { APPROVED, versionSubject } from './verify-instrument-versions.ts'
import { versionSeal } from './version-seal.ts'

/** own: whoever wrote any of it must not approve it. unverified: an item's wording is not verified. */
export type Hindrance = 'own' | 'unverified'

/** What keeps somebody from approving a draft; null when they may. */
export function hindrance({ authors, content }: Draft, staffId: string): Hindrance | null {
  if (content.items.some(({ confidence }) => confidence === 'unverified')) return 'unverified'
  return authors.includes(staffId) ? 'own' : null
}

/**
 * Publishes a draft as it was seen: from now on nobody changes it. @returns the version's id.
 * @throws {HttpError} when the draft is another one by now, or this person may not approve it.
 */
export async function approveDraft(
  trx: Trx,
  instrumentId: string,
  seen: string,
  { by, now, secret }: Doing & { secret: string },
): Promise<string> {
  const draft = await draftAsSeen(trx, instrumentId, seen)
  const hindered = hindrance(draft, by.staffId)
  if (hindered) throw new HttpError(403, `draft_${hindered}`)
  const { content } = draft
  const id = versionId(content)
  const authors = JSON.stringify(draft.authors)
  const publishedAt = now.toISOString()
  const sealed = { id, content: canonicalContent(content), authors, approvedBy: by.staffId, publishedAt }
  await insertVersion(trx, content, publishedAt, {
    authors,
    approved_by: by.staffId,
    seal: versionSeal(secret, sealed),
  })
  await trx.deleteFrom('instrument_draft').where('instrument_id', '=', instrumentId).execute()
  await recordAudit(
    trx,
    by,
    {
      action: APPROVED,
      subject: versionSubject(id),
      after: { sha256: contentHash(content), authors: draft.authors },
    },
    now,
  )
  return id
}
