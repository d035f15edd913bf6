import { bulkInsert } from '../../db/bulk-insert.ts'
import type { Db, ResponseTable, Trx } from '../../db/schema.ts'
import { responseRow } from './response-row.ts'
import { type Outcome, type Submission, samePayload } from './submission.ts'
import { type Counts, tallyChanges } from './tally-changes.ts'

/**
 * Stores a batch in one durable transaction, responses and tallies together.
 * @returns one outcome for each submission, in their order.
 * @throws what the database throws; then nothing of the batch is stored.
 */
export function recordResponses(db: Db, batch: readonly Submission[]): Promise<Outcome[]> {
  return db.transaction().execute((trx) => recordInTransaction(trx, batch))
}

async function recordInTransaction(trx: Trx, batch: readonly Submission[]): Promise<Outcome[]> {
  const firsts = firstOfEachKey(batch)
  const rows = [...firsts.values()].map((index) => responseRow(batch[index] as Submission))
  const stored = await insertResponses<{ submission_key: string }>(trx, rows.map(valuesOf))
  const storedKeys = new Set(stored.map((row) => row.submission_key))

  const isFresh = (one: Submission, index: number) =>
    storedKeys.has(one.submissionKey) && firsts.get(one.submissionKey) === index
  const repeated = batch.filter((one, index) => !isFresh(one, index))
  await addToTallies(trx, repeated.length === 0 ? batch : batch.filter(isFresh))

  const known = await storedPayloads(trx, repeated)
  return batch.map((one, index) => {
    if (isFresh(one, index)) return 'recorded'
    const earlier = known.get(one.submissionKey)
    return earlier && samePayload(earlier, responseRow(one)) ? 'duplicate' : 'conflict'
  })
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

const RESPONSE_COLUMNS = [
  'submission_key',
  'touchpoint_code',
  'unit_id',
  'procedure_field_id',
  'procedure_id',
  'mode',
  'respondent_kind',
  'wave_id',
  'instrument_version_id',
  'overall',
  'answers',
  'comment',
  'responded_at',
  'received_at',
  'responded_on',
] as const satisfies readonly (keyof ResponseTable)[]

function valuesOf(row: ResponseTable) {
  return RESPONSE_COLUMNS.map((column) => row[column])
}

const insertResponses = bulkInsert(
  (db, size) =>
    db
      .insertInto('response')
      .values(Array.from({ length: size }, () => placeholders<ResponseTable>(RESPONSE_COLUMNS)))
      .onConflict((conflict) => conflict.column('submission_key').doNothing())
      .returning('submission_key')
      .compile().sql,
)

const DIMENSIONS = [
  'unit_id',
  'procedure_field_id',
  'mode',
  'respondent_kind',
  'instrument_version_id',
] as const
const COUNTS = ['r1', 'r2', 'r3', 'r4', 'r5', 'no_opinion'] as const

const addToDays = tallyInsert('tally_day', ['day', ...DIMENSIONS])
const addToMonths = tallyInsert('tally_month', ['item', 'month', ...DIMENSIONS])

async function addToTallies(trx: Trx, fresh: readonly Submission[]): Promise<void> {
  const { days, months } = tallyChanges(fresh)
  await addToDays(trx, inOrder(days))
  await addToMonths(trx, inOrder(months))
}

/** Always in the same order, so that two processes never wait for each other's rows crosswise. */
function inOrder(changes: ReadonlyMap<string, Counts>) {
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, counts]) => [...key.split('\t'), ...counts])
}

function tallyInsert(table: 'tally_day' | 'tally_month', keys: readonly string[]) {
  return bulkInsert(
    (db, size) =>
      db
        .insertInto(table)
        .values(Array.from({ length: size }, () => placeholders([...keys, ...COUNTS])) as never)
        .onConflict((conflict) =>
          conflict
            .columns(keys as never)
            .doUpdateSet((eb) =>
              Object.fromEntries(
                COUNTS.map((count) => [
                  count,
                  eb(eb.ref(`${table}.${count}`), '+', eb.ref(`excluded.${count}` as never)),
                ]),
              ),
            ),
        )
        .compile().sql,
  )
}

/** A row of which only the columns matter: the values are bound later. */
function placeholders<Row>(columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, ''])) as Row
}
