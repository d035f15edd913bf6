import type { Trx } from '../../db/schema.ts'
import { canonicalContent } from './instrument.ts'
import { addInstrument, publishInstrumentVersion } from './publish-instrument-version.ts'
import { seededDrafts, seededVersions } from './seeded-instruments.ts'

/** Adds the questionnaires that come with the program and are not there. A draft that was thrown away stays away. */
export async function loadInstruments(trx: Trx, now: Date): Promise<void> {
  for (const content of seededVersions()) await publishInstrumentVersion(trx, content, now)
  for (const content of seededDrafts()) {
    if (!(await addInstrument(trx, content))) continue
    await trx
      .insertInto('instrument_draft')
      .values({
        instrument_id: content.instrument,
        content: canonicalContent(content),
        authors: '[]',
        changed_at: now.toISOString(),
      })
      .execute()
  }
}
