import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Databases } from '../../db/connect.ts'
import { waitForSetUp } from '../../db/portable.ts'
import type { Trx } from '../../db/schema.ts'
import { loadInstruments } from '../instruments/load-instruments.ts'
import { projectRoot } from '../project.ts'
import { indicatorCatalogue } from '../scorecard/indicator-catalogue.ts'
import { targetProblems } from '../statistics/target.ts'
import { addDemonstrationTouchpoints } from '../touchpoints/add-demonstration-touchpoints.ts'
import { addUnits } from '../units/add-units.ts'
import { unitCatalogue } from '../units/unit-catalogue.ts'

const procedureFields = z.array(
  z.strictObject({
    id: z.string(),
    name_vi: z.string(),
    name_en: z.string(),
    provider: z.enum(['administrative_agency', 'public_service']),
  }),
)

/** The wave in which everybody is asked, all the time, with the current one-stop questionnaire. */
export const CONTINUOUS_WAVE = 'continuous-1'
const ONE_STOP = 'one-stop-1'
const RESOLUTION_DATE = '2022-11-04'

/**
 * Loads `db/seed/` in one transaction. Running it again changes nothing; rows that an operator edited stay edited.
 * @throws when a catalogue is unsound (overlapping targets, a changed wording under the same version).
 */
export async function loadCatalogues(
  { write }: Databases,
  { now, demonstration }: { now: Date; demonstration: boolean },
): Promise<void> {
  await write.transaction().execute(async (trx) => {
    await waitForSetUp(trx)
    const { units, successions } = unitCatalogue(seed('units.json'))
    await addUnits(trx, units, { successions, now })
    const fields = procedureFields.parse(seed('procedure-fields.json'))
    await addMissing(
      trx,
      'procedure_field',
      fields.map((field, index) => ({ ...field, sort_order: index + 1 })),
    )
    await loadIndicators(trx, fields)
    await loadInstruments(trx, now)
    await addMissing(trx, 'wave', [
      {
        id: CONTINUOUS_WAVE,
        name: 'Thu thập thường xuyên tại Bộ phận Một cửa',
        instrument_version_id: ONE_STOP,
        opens_on: RESOLUTION_DATE,
        closes_on: null,
      },
    ])
    if (demonstration) await addDemonstrationTouchpoints(trx, CONTINUOUS_WAVE)
  })
}

async function loadIndicators(trx: Trx, fields: z.infer<typeof procedureFields>): Promise<void> {
  const { indicators, targets, publishedValues } = indicatorCatalogue(seed('indicators.json'), fields)
  for (const { id } of indicators.filter((indicator) => indicator.measure === 'percent')) {
    const problems = targetProblems(
      targets
        .filter((target) => target.indicator_id === id)
        .map((target) => ({
          year: target.year,
          value: target.value_number ?? 0,
          validFrom: target.valid_from,
          validUntil: target.valid_until,
        })),
    )
    if (problems.length > 0) throw new Error(`Targets of indicator ${id}: ${problems.join('; ')}`)
  }
  await addMissing(trx, 'indicator', indicators)
  await addMissing(trx, 'indicator_target', targets)
  await addMissing(trx, 'published_value', publishedValues)
}

function seed(file: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, 'db', 'seed', file), 'utf8'))
}

type Catalogue = 'procedure_field' | 'wave' | 'indicator' | 'indicator_target' | 'published_value'

async function addMissing(trx: Trx, table: Catalogue, rows: readonly object[]): Promise<void> {
  await trx
    .insertInto(table)
    .values(rows as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
