import type { InstrumentVersionTable, Trx } from '../../db/schema.ts'
import { canonicalContent, contentHash, type InstrumentContent, instrumentContent } from './instrument.ts'

type Approval = Pick<InstrumentVersionTable, 'authors' | 'approved_by' | 'seal'>
const CAME_WITH_THE_PROGRAM: Approval = { authors: null, approved_by: null, seal: null }

/**
 * Adds an instrument version that comes with the program, or leaves it alone when it is there already.
 * @throws when the same version is there with another wording: a change of wording is a new version.
 */
export async function publishInstrumentVersion(trx: Trx, file: unknown, publishedAt: Date): Promise<string> {
  const content = instrumentContent.parse(file)
  const id = versionId(content)
  const known = await trx
    .selectFrom('instrument_version')
    .select('hash')
    .where('id', '=', id)
    .executeTakeFirst()
  if (known && known.hash !== contentHash(content)) {
    throw new Error(
      `Instrument version ${id} is already published with another wording. Give the changed questionnaire version ${content.version + 1}.`,
    )
  }
  if (!known) {
    await addInstrument(trx, content)
    await insertVersion(trx, content, publishedAt.toISOString(), CAME_WITH_THE_PROGRAM)
  }
  return id
}

export function versionId({ instrument, version }: InstrumentContent): string {
  return `${instrument}-${version}`
}

/** @returns whether the instrument is new. */
export async function addInstrument(trx: Trx, { instrument, title }: InstrumentContent): Promise<boolean> {
  const added = await trx
    .insertInto('instrument')
    .values({ id: instrument, name_vi: title.vi, name_en: title.en })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export async function insertVersion(
  trx: Trx,
  content: InstrumentContent,
  publishedAt: string,
  approval: Approval,
): Promise<void> {
  await trx
    .insertInto('instrument_version')
    .values({
      id: versionId(content),
      instrument_id: content.instrument,
      version: content.version,
      content: canonicalContent(content),
      hash: contentHash(content),
      published_at: publishedAt,
      ...approval,
    })
    .execute()
}
