import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Databases, Dialect } from '../../db/connect.ts'
import type { ResponseTable } from '../../db/schema.ts'
import { acceptSubmission } from '../../server/responses/accept-submission.ts'
import { responseRow } from '../../server/responses/response-row.ts'
import { isSimulated } from '../../server/settings/setting.queries.ts'
import { simulate } from '../../server/simulation/simulate.ts'
import type { Run } from '../../server/simulation/simulated-responses.ts'
import { findTouchpoint } from '../../server/touchpoints/touchpoint.queries.ts'
import { databases, openDatabase } from '../support/databases.ts'

const clock = () => new Date('2026-11-24T02:00:00Z')
const MERGER = '2025-07-01'
const RUN: Run = { responses: 4000, from: '2025-06-02', until: '2025-08-01', seed: 5 }

const stored = (db: Databases) =>
  db.read.selectFrom('response').selectAll().orderBy('submission_key').execute()
const tallies = async ({ read }: Databases) => [
  ...(await read.selectFrom('tally_day').selectAll().execute()),
  ...(await read.selectFrom('tally_month').selectAll().execute()),
]
const inOrder = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()
const digest = (rows: readonly object[]) =>
  createHash('sha256').update(inOrder(rows).join('\n')).digest('hex')

describe.each(databases)('A simulated province on $name', ({ dialect }) => {
  let db: Databases
  let remove: () => Promise<void>
  let rows: ResponseTable[]
  beforeAll(async () => {
    const opened = await openDatabase(dialect)
    db = opened.databases
    remove = opened.remove
    await simulate(db, { ...RUN, clock })
    rows = await stored(db)
  })
  afterAll(() => remove())

  it('holds as many responses as were asked for, and says that it is simulated', async () => {
    expect(rows).toHaveLength(RUN.responses)
    expect(await isSimulated(db.read)).toBe(true)
  })

  it('has the same responses and tallies wherever the same run is written', async () => {
    const [sqlite, again] = [await written('sqlite', RUN), await written(dialect, RUN)]
    expect(again).toEqual({ responses: digest(rows), tallies: digest(await tallies(db)) })
    expect(sqlite).toEqual(again)
  })

  it('has other responses with another seed', async () => {
    expect((await written('sqlite', { ...RUN, seed: 6 })).responses).not.toBe(digest(rows))
  })

  it('gains nothing when the same run is written again', async () => {
    const before = digest(await tallies(db))
    expect(await simulate(db, { ...RUN, clock })).toEqual({
      recorded: 0,
      already_rated: 0,
      duplicate: RUN.responses,
      conflict: 0,
    })
    expect(await stored(db)).toHaveLength(RUN.responses)
    expect(digest(await tallies(db))).toBe(before)
  })

  it('has tallies that equal a recount of its responses', async () => {
    expect(inOrder(await tallies(db))).toEqual(inOrder(recounted(rows)))
  })

  it('has only responses that would be accepted at the door, from touchpoints that were open', async () => {
    const procedureFields = await db.read.selectFrom('procedure_field').select('id').execute()
    for (const row of rows.filter((_, index) => index % 20 === 0)) {
      const touchpoint = await findTouchpoint(db.read, row.touchpoint_code)
      if (!touchpoint) throw new Error(`no touchpoint ${row.touchpoint_code}`)
      const accepted = await acceptSubmission(bodyOf(row), touchpoint, {
        db: db.read,
        receivedAt: new Date(row.received_at),
        procedureFields,
        dossierSecret: 'a secret that no simulated response needs',
      })
      expect('submission' in accepted ? responseRow(accepted.submission) : accepted).toEqual(row)
    }
  })

  it('belongs to the former communes until the merger, and to the new service centres from then on', async () => {
    const units = new Map(
      (await db.read.selectFrom('unit').selectAll().execute()).map((unit) => [unit.id, unit]),
    )
    const misplaced = rows.filter(({ unit_id, responded_on }) => {
      const unit = units.get(unit_id)
      const exists = unit && unit.valid_from <= responded_on && responded_on < (unit.valid_until ?? '9999')
      const former = responded_on < MERGER
      return !exists || unit_id.startsWith('dn-') !== former || unit_id.endsWith('-centre') === former
    })
    expect(misplaced).toEqual([])
    const places = (former: boolean) =>
      new Set(rows.filter((row) => row.responded_on < MERGER === former).map((row) => row.unit_id)).size
    expect([places(true), places(false)]).toEqual([71, 29])
  })

  it('was rated from kiosks and from phones only', () => {
    expect([...new Set(rows.map((row) => row.mode))].sort()).toEqual(['kiosk', 'phone'])
  })
})

describe.each(databases)(
  'A simulation on $name is refused, and leaves the database as it was,',
  ({ dialect }) => {
    let db: Databases
    let remove: () => Promise<void>
    beforeAll(async () => {
      const opened = await openDatabase(dialect)
      db = opened.databases
      remove = opened.remove
    })
    afterAll(() => remove())

    const untouched = async () => {
      const simulated = await db.read
        .selectFrom('touchpoint')
        .where('code', 'like', 'sim-%')
        .selectAll()
        .execute()
      expect([await isSimulated(db.read), simulated]).toEqual([false, []])
    }

    it('when no office is open in the period', async () => {
      const sunday = { ...RUN, from: '2025-06-01', until: '2025-06-02' }
      await expect(simulate(db, { ...sunday, clock })).rejects.toThrow('No office is open')
      await untouched()
    })

    it('when the period is not over yet', async () => {
      await expect(simulate(db, { ...RUN, until: '2026-11-25', clock })).rejects.toThrow('not over yet')
      await untouched()
    })

    it('when it holds a real response', async () => {
      await db.write.insertInto('response').values(realResponse).execute()
      await expect(simulate(db, { ...RUN, clock })).rejects.toThrow('real responses')
      expect(await stored(db)).toHaveLength(1)
      await untouched()
    })
  },
)

async function written(dialect: Dialect, run: Run): Promise<{ responses: string; tallies: string }> {
  const { databases: fresh, remove } = await openDatabase(dialect)
  try {
    await simulate(fresh, { ...run, clock })
    return { responses: digest(await stored(fresh)), tallies: digest(await tallies(fresh)) }
  } finally {
    await remove()
  }
}

/** Counts as the schema says they are to be counted, without the program's own counting. */
function recounted(rows: readonly ResponseTable[]): object[] {
  const counts = new Map<string, Record<string, string | number>>()
  const add = (key: Record<string, string>, row: ResponseTable, answer: number | null) => {
    const dimensions = {
      ...key,
      unit_id: row.unit_id,
      procedure_field_id: row.procedure_field_id,
      mode: row.mode,
      respondent_kind: row.respondent_kind,
      dossier_link: row.dossier_link,
      instrument_version_id: row.instrument_version_id,
    }
    const id = JSON.stringify(dimensions)
    const tally = counts.get(id) ?? { ...dimensions, r1: 0, r2: 0, r3: 0, r4: 0, r5: 0, no_opinion: 0 }
    const column = answer === null ? 'no_opinion' : `r${answer}`
    tally[column] = Number(tally[column]) + 1
    counts.set(id, tally)
  }
  for (const row of rows) {
    add({ day: row.responded_on }, row, row.overall)
    const answers: Record<string, number | null> = JSON.parse(row.answers)
    for (const [item, answer] of Object.entries({ overall: row.overall, ...answers })) {
      add({ month: row.responded_on.slice(0, 7), item }, row, answer)
    }
  }
  return [...counts.values()]
}

function bodyOf(row: ResponseTable): object {
  return {
    submissionKey: row.submission_key,
    touchpoint: row.touchpoint_code,
    procedureField: row.procedure_field_id,
    respondentKind: row.respondent_kind,
    answers: { overall: row.overall, ...JSON.parse(row.answers) },
    ...(row.comment === null ? {} : { comment: row.comment }),
    respondedAt: row.responded_at,
  }
}

const realResponse: ResponseTable = {
  submission_key: '6fd3a1c8-5d0e-4a52-9d52-0f4d6f1d2b11',
  touchpoint_code: 'demo-dak-mil',
  unit_id: 'ld-commune-dak-mil-centre',
  procedure_field_id: 'land',
  procedure_id: null,
  mode: 'phone',
  respondent_kind: 'citizen',
  wave_id: 'continuous-1',
  instrument_version_id: 'one-stop-1',
  overall: 4,
  answers: '{}',
  comment: null,
  responded_at: null,
  received_at: '2026-11-23T02:00:00.000Z',
  responded_on: '2026-11-23',
  dossier_link: 'without',
  uncounted_reason: null,
  device_id: null,
  device_sequence: null,
  batch_id: null,
}
