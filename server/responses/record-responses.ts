import { type BulkRow, type BulkTable, insertRows, insertTogether } from '../../db/bulk-insert.ts'
import { isUniqueViolation } from '../../db/portable.ts'
import type { Db, ResponseTable, Trx } from '../../db/schema.ts'
import { claimDossiers } from '../invitations/claim-dossier.ts'
import { responseRow } from './response-row.ts'
import { type Outcome, type Submission, samePayload } from './submission.ts'
import { type TallyChange, tallyChanges } from './tally-changes.ts'
import { type HourChange, touchpointHours } from './touchpoint-hours.ts'

/**
 * Stores a batch in one durable transaction, responses and tallies together.
 * @returns one outcome for each submission, in their order.
 * @throws what the database throws; then nothing of the batch is stored.
 */
export async function recordResponses(db: Db, batch: readonly Submission[]): Promise<Outcome[]> {
  const claimsDossiers = batch.some((one) => one.dossierHash !== null)
  if (!claimsDossiers && (await recordAllNew(db, batch))) return batch.map(() => 'recorded')
  return db.transaction().execute((trx) => recordInTransaction(trx, batch))
}

/** Nearly always all of a batch is new. @returns false when it was not; then nothing is stored. */
async function recordAllNew(db: Db, batch: readonly Submission[]): Promise<boolean> {
  try {
    const { days, months } = tallyChanges(batch)
    const rows = [
      inKeyOrder(batch).map(valuesOf),
      tallyRows(days),
      tallyRows(months),
      hourRows(touchpointHours(batch)),
    ]
    await insertNew(db, rows)
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

async function recordInTransaction(trx: Trx, batch: readonly Submission[]): Promise<Outcome[]> {
  const firsts = firstOfEachKey(batch)
  const candidates = batch.filter((one, index) => firsts.get(one.submissionKey) === index)
  const storedKeys = new Set(await insertResponses(trx, inKeyOrder(candidates).map(valuesOf)))

  const isFresh = (one: Submission, index: number) =>
    storedKeys.has(one.submissionKey) && firsts.get(one.submissionKey) === index
  const fresh = batch.filter(isFresh)
  const ratedBefore = await ratingsOfRatedDossiers(trx, fresh)
  const marked = fresh.map((one) =>
    ratedBefore.has(one) ? { ...one, uncountedReason: 'dossier_rated' as const } : one,
  )
  const { days, months } = tallyChanges(marked)
  await addToDays(trx, tallyRows(days))
  await addToMonths(trx, tallyRows(months))
  await addToHours(trx, hourRows(touchpointHours(marked)))

  const known = await storedPayloads(
    trx,
    batch.filter((one, index) => !isFresh(one, index)),
  )
  return batch.map((one, index) => {
    if (isFresh(one, index)) return ratedBefore.has(one) ? 'already_rated' : 'recorded'
    const earlier = known.get(one.submissionKey)
    return earlier && samePayload(earlier, responseRow(one)) ? 'duplicate' : 'conflict'
  })
}

/** One dossier, one rating: a second one is kept, marked, and counts nowhere. */
async function ratingsOfRatedDossiers(trx: Trx, fresh: readonly Submission[]): Promise<Set<Submission>> {
  const claiming = fresh.filter((one) => one.dossierHash !== null && one.uncountedReason === null)
  if (claiming.length === 0) return new Set()
  const claimed = await claimDossiers(trx, claiming)
  const late = claiming.filter((one) => !claimed.has(one.submissionKey))
  if (late.length > 0) {
    await trx
      .updateTable('response')
      .set({ uncounted_reason: 'dossier_rated' })
      .where(
        'submission_key',
        'in',
        late.map((one) => one.submissionKey),
      )
      .execute()
  }
  return new Set(late)
}

function firstOfEachKey(batch: readonly Submission[]): Map<string, number> {
  const firsts = new Map<string, number>()
  batch.forEach((one, index) => {
    if (!firsts.has(one.submissionKey)) firsts.set(one.submissionKey, index)
  })
  return firsts
}

async function storedPayloads(
  trx: Trx,
  repeated: readonly Submission[],
): Promise<Map<string, ResponseTable>> {
  if (repeated.length === 0) return new Map()
  const rows = await trx
    .selectFrom('response')
    .selectAll()
    .where('submission_key', 'in', [...new Set(repeated.map((one) => one.submissionKey))])
    .execute()
  return new Map(rows.map((row) => [row.submission_key, row]))
}

const RESPONSE: BulkTable = {
  table: 'response',
  columns: {
    submission_key: 'text',
    touchpoint_code: 'text',
    unit_id: 'text',
    procedure_field_id: 'text',
    procedure_id: 'text',
    mode: 'text',
    respondent_kind: 'text',
    wave_id: 'text',
    instrument_version_id: 'text',
    overall: 'integer',
    answers: 'text',
    comment: 'text',
    responded_at: 'text',
    received_at: 'text',
    responded_on: 'text',
    dossier_link: 'text',
    uncounted_reason: 'text',
    device_id: 'text',
    device_sequence: 'integer',
    batch_id: 'text',
  } satisfies Record<keyof ResponseTable, 'text' | 'integer'>,
  key: ['submission_key'],
}
const RESPONSE_COLUMNS = Object.keys(RESPONSE.columns) as (keyof ResponseTable)[]

const DIMENSIONS = [
  'unit_id',
  'procedure_field_id',
  'mode',
  'respondent_kind',
  'dossier_link',
  'instrument_version_id',
]
const DAY = tallyTable('tally_day', ['day', ...DIMENSIONS])
const MONTH = tallyTable('tally_month', ['month', ...DIMENSIONS, 'item'])
const HOUR: BulkTable = {
  table: 'touchpoint_hour',
  columns: { touchpoint_code: 'text', day: 'text', hour: 'integer', responses: 'integer' },
  key: ['touchpoint_code', 'day', 'hour'],
  add: ['responses'],
}

const insertResponses = insertRows(RESPONSE)
const addToDays = insertRows(DAY)
const addToMonths = insertRows(MONTH)
const addToHours = insertRows(HOUR)
const insertNew = insertTogether(RESPONSE, [DAY, MONTH, HOUR])

function tallyTable(table: string, key: readonly string[]): BulkTable {
  const add = ['r1', 'r2', 'r3', 'r4', 'r5', 'no_opinion']
  const columns = [...key.map((column) => [column, 'text']), ...add.map((column) => [column, 'integer'])]
  return { table, columns: Object.fromEntries(columns), key, add }
}

function valuesOf(submission: Submission): BulkRow {
  const row = responseRow(submission)
  return RESPONSE_COLUMNS.map((column) => row[column])
}

/** Always in the same order, as the tallies are, so that two processes never wait for each other's rows crosswise. */
function inKeyOrder(batch: readonly Submission[]): readonly Submission[] {
  if (batch.length === 1) return batch
  return [...batch].sort((a, b) => (a.submissionKey < b.submissionKey ? -1 : 1))
}

function tallyRows(changes: readonly TallyChange[]): BulkRow[] {
  return changes.map(({ key, counts }) => [...key, ...counts])
}

function hourRows(changes: readonly HourChange[]): BulkRow[] {
  return changes.map(({ key, responses }) => [...key, responses])
}
