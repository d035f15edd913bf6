import type { Trx } from '../../db/schema.ts'
import { canonicalContent, contentHash, instrumentContent } from './instrument.ts'

/**
 * Adds an instrument version, or leaves it alone when it is there already.
 * @throws when the same version is there with another wording: a change of wording is a new version.
 */
export async function publishInstrumentVersion(trx: Trx, file: unknown, publishedAt: Date): Promise<string> {
  const content = instrumentContent.parse(file)
  const id = `${content.instrument}-${content.version}`
  const hash = contentHash(content)
  const known = await trx
    .selectFrom('instrument_version')
    .select('hash')
    .where('id', '=', id)
    .executeTakeFirst()
  if (known && known.hash !== hash) {
    throw new Error(
      `Instrument version ${id} is already published with another wording. Give the changed questionnaire version ${content.version + 1}.`,
    )
  }
  if (known) return id
  await trx
    .insertInto('instrument')
    .values({ id: content.instrument, name_vi: content.title.vi, name_en: content.title.en })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await trx
    .insertInto('instrument_version')
    .values({
      id,
      instrument_id: content.instrument,
      version: content.version,
      content: canonicalContent(content),
      hash,
      published_at: publishedAt.toISOString(),
    })
    .execute()
  return id
}
