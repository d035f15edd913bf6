import type { Db } from '../../db/schema.ts'
import { type CountedResponse, type Counts, tallyChanges } from './tally-changes.ts'
import { differencesOf, type TallyDifference } from './tally-difference.ts'
import { type HourChange, type PlacedResponse, touchpointHours } from './touchpoint-hours.ts'

const PAGE = 20_000

export interface Verification {
  responses: number
  differences: TallyDifference[]
}

/**
 * Counts every response anew and compares with the tallies, in one snapshot, so it can run beside a busy server.
 * `onProgress` hears how many responses have been counted.
 */
export function verifyTallies(
  db: Db,
  onProgress: (responses: number) => void = () => undefined,
): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const counted: Tallies = { days: new Map(), months: new Map(), hours: new Map() }
      let responses = 0
      for await (const page of pagesOfResponses(trx)) {
        const { days, months } = tallyChanges(page)
        addAll(counted.days, days)
        addAll(counted.months, months)
        addAll(counted.hours, touchpointHours(page).map(hourTally))
        responses += page.length
        onProgress(responses)
      }
      const stored = await storedTallies(trx)
      return {
        responses,
        differences: [
          ...differencesOf('tally_day', stored.days, counted.days),
          ...differencesOf('tally_month', stored.months, counted.months),
          ...differencesOf('touchpoint_hour', stored.hours, counted.hours),
        ],
      }
    })
}

async function* pagesOfResponses(db: Db): AsyncGenerator<(CountedResponse & PlacedResponse)[]> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('response')
      .select([
        'submission_key',
        'touchpoint_code',
        'unit_id',
        'procedure_field_id',
        'mode',
        'respondent_kind',
        'dossier_link',
        'instrument_version_id',
        'overall',
        'answers',
        'responded_at',
        'received_at',
        'responded_on',
        'uncounted_reason',
        'device_id',
        'batch_id',
      ])
      .where('submission_key', '>', after)
      .orderBy('submission_key')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) return
    yield rows.map((row) => ({
      touchpointCode: row.touchpoint_code,
      unitId: row.unit_id,
      procedureFieldId: row.procedure_field_id,
      mode: row.mode,
      respondentKind: row.respondent_kind,
      dossierLink: row.dossier_link,
      instrumentVersionId: row.instrument_version_id,
      overall: row.overall,
      answers: JSON.parse(row.answers),
      respondedAt: row.responded_at,
      receivedAt: row.received_at,
      respondedOn: row.responded_on,
      uncountedReason: row.uncounted_reason,
      deviceId: row.device_id,
      batchId: row.batch_id,
    }))
    after = rows.at(-1)?.submission_key ?? after
  }
}

/** By key, its parts joined with TAB. */
interface Tallies {
  days: Map<string, number[]>
  months: Map<string, number[]>
  hours: Map<string, number[]>
}

interface CountsOfRow {
  key: readonly (string | number)[]
  counts: number[]
}

function hourTally({ key, responses }: HourChange): CountsOfRow {
  return { key, counts: [responses] }
}

function addAll(sums: Map<string, number[]>, changes: readonly CountsOfRow[]): void {
  for (const { key, counts } of changes) {
    const name = key.join('\t')
    const sum = sums.get(name)
    if (!sum) sums.set(name, counts)
    else for (const [slot, count] of counts.entries()) sum[slot] = (sum[slot] ?? 0) + count
  }
}

async function storedTallies(db: Db): Promise<Tallies> {
  const days = await db.selectFrom('tally_day').selectAll().execute()
  const months = await db.selectFrom('tally_month').selectAll().execute()
  const hours = await db.selectFrom('touchpoint_hour').selectAll().execute()
  return {
    days: new Map(days.map((row) => [[row.day, ...dimensions(row)].join('\t'), counts(row)])),
    months: new Map(months.map((row) => [[row.month, ...dimensions(row), row.item].join('\t'), counts(row)])),
    hours: new Map(
      hours.map(({ touchpoint_code, day, hour, responses }) => [
        [touchpoint_code, day, hour].join('\t'),
        [responses],
      ]),
    ),
  }
}

type Row = Record<
  'unit_id' | 'procedure_field_id' | 'mode' | 'respondent_kind' | 'dossier_link' | 'instrument_version_id',
  string
> &
  Record<'r1' | 'r2' | 'r3' | 'r4' | 'r5' | 'no_opinion', number>

function dimensions(row: Row): string[] {
  return [
    row.unit_id,
    row.procedure_field_id,
    row.mode,
    row.respondent_kind,
    row.dossier_link,
    row.instrument_version_id,
  ]
}

function counts(row: Row): Counts {
  return [row.r1, row.r2, row.r3, row.r4, row.r5, row.no_opinion]
}
