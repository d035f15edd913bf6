import type { Db } from '../../db/schema.ts'
import { contentHash, instrumentContent } from './instrument.ts'

/** The ids of instrument versions whose stored wording no longer has the hash it was published with. */
export async function alteredInstrumentVersions(db: Db): Promise<string[]> {
  const versions = await db
    .selectFrom('instrument_version')
    .select(['id', 'content', 'hash'])
    .orderBy('id')
    .execute()
  return versions.filter(({ content, hash }) => hashOf(content) !== hash).map(({ id }) => id)
}

function hashOf(content: string): string | null {
  try {
    return contentHash(instrumentContent.parse(JSON.parse(content)))
  } catch {
    return null
  }
}
