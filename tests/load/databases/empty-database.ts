import { connect, type Databases } from '../../../db/connect.ts'
import { migrate } from '../../../db/migrate.ts'
import type { Db } from '../../../db/schema.ts'
import { CONTINUOUS_WAVE, loadCatalogues } from '../../../server/catalogues/load-catalogues.ts'
import { systemClock } from '../../../server/clock.ts'
import { codesOf, instrumentContent, isCoded } from '../../../server/instruments/instrument.ts'
import type { RatingChoices } from '../generator/varied-rating.ts'

/** Makes the tables, loads the catalogues and opens a touchpoint at every service centre. */
export async function fillEmptyDatabase(url: string): Promise<RatingChoices> {
  const databases = connect(url)
  try {
    await prepare(databases)
    await addTouchpoints(databases.write)
    return await ratingChoices(databases.write)
  } finally {
    await databases.close()
  }
}

export async function prepare(databases: Databases): Promise<void> {
  await migrate(databases)
  await loadCatalogues(databases, { now: systemClock(), demonstration: false })
}

/** Production has no demonstration touchpoints: these are ordinary ones. */
async function addTouchpoints(db: Db): Promise<void> {
  const centres = await db
    .selectFrom('unit')
    .select(['id', 'valid_from'])
    .where('kind', '=', 'service_centre')
    .where('valid_until', 'is', null)
    .execute()
  await db
    .insertInto('touchpoint')
    .values(
      centres.map((centre) => ({
        code: `bench-${centre.id}`,
        unit_id: centre.id,
        wave_id: CONTINUOUS_WAVE,
        kind: 'qr' as const,
        place: null,
        procedure_field_id: null,
        valid_from: centre.valid_from,
        valid_until: null,
        is_demonstration: 0 as const,
      })),
    )
    .execute()
}

async function ratingChoices(db: Db): Promise<RatingChoices> {
  const touchpoints = await db.selectFrom('touchpoint').select('code').execute()
  const fields = await db.selectFrom('procedure_field').select('id').execute()
  const { content } = await db
    .selectFrom('instrument_version')
    .innerJoin('wave', 'wave.instrument_version_id', 'instrument_version.id')
    .select('content')
    .where('wave.id', '=', CONTINUOUS_WAVE)
    .executeTakeFirstOrThrow()
  const asked = instrumentContent.parse(JSON.parse(content))
  return {
    touchpoints: touchpoints.map(({ code }) => code),
    procedureFields: fields.map(({ id }) => id),
    items: asked.items
      .filter(isCoded)
      .filter(({ id }) => id !== 'overall')
      .map((item) => ({
        id: item.id,
        codes: [...codesOf(item, asked).map(({ code }) => code), ...(item.noOpinion ? [null] : [])],
      })),
  }
}
