import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ResponseTable } from '../../db/schema.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { pageOf, textOf } from './reading.ts'

const OWN = 'ld-commune-dak-mil'
const OTHER = 'ld-commune-cu-jut'
const SMALL = 'ld-commune-dak-wil'
const QUARTER = 'period=2026-Q3'
const INPATIENT = 'moh-inpatient-1'
const ONLINE = 'tt32-online-1'

describe.each(databases)('The answers to each question, on $name', ({ dialect }) => {
  let app: RunningApp
  let office: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    await count(`${OWN}-centre`, 'one-stop-1', 'overall', [2, 4, 4, 20, 30])
    await count(`${OWN}-centre`, 'one-stop-1', 'punctuality', [30, 20, 10, 0, 0])
    await count(`${OWN}-centre`, 'one-stop-1', 'extra_payment', [3, 4, 0, 0, 0])
    await count(`${OTHER}-centre`, 'one-stop-1', 'overall', [0, 0, 0, 10, 40])
    await count(`${OTHER}-centre`, 'one-stop-1', 'punctuality', [40, 5, 5, 0, 0])
    await count(`${SMALL}-centre`, 'one-stop-1', 'overall', [0, 0, 0, 10, 2])
    await count(`${SMALL}-centre`, 'one-stop-1', 'punctuality', [2, 1, 0, 0, 0])
    await count(`${OWN}-centre`, ONLINE, 'overall_of_three', [5, 10, 25, 0, 0])
    await count(`${OWN}-centre`, INPATIENT, 'overall', [0, 0, 0, 10, 20])
    await count(`${OWN}-centre`, INPATIENT, 'insurance', [24, 6, 0, 0, 0])
    for (let days = 1; days <= 12; days++)
      await respond(`${OWN}-centre`, { days: String(days), g3: `Góp ý số ${days}` })
    await respond(`${OTHER}-centre`, { days: '400', g3: 'Chuyện của Cư Jút' })
    office = await signedIn(app, { role: 'reform_office' })
  })
  afterAll(() => app.stop())

  it('are counted for each option, as a share of those who answered the question', async () => {
    const records = await recordsOf(office, `unit=${OWN}&version=one-stop-1`)
    const punctuality = records.filter(({ item }) => item === 'punctuality')
    expect(punctuality.slice(0, 3).map(({ count, base }) => [count, base])).toEqual([
      ['30', '60'],
      ['20', '60'],
      ['10', '60'],
    ])
    expect(
      textOf(await pageOf(office, `/dashboard/questions?${QUARTER}&unit=${OWN}&version=one-stop-1`)),
    ).toContain('50,00% 30')
  })

  it('are not shown of a question that few answered, nor where the next unit would give them away', async () => {
    const own = await recordsOf(office, `unit=${OWN}&version=one-stop-1`)
    expect(own.filter(({ item }) => item === 'extra_payment')).toMatchObject([
      { state: 'suppressed', base: '' },
    ])
    const small = await recordsOf(office, `unit=${SMALL}&version=one-stop-1`)
    expect(small.filter(({ item }) => item === 'punctuality')).toMatchObject([{ state: 'suppressed' }])
    // All but the smallest two would leave 3 alone.
    const other = await recordsOf(office, `unit=${OTHER}&version=one-stop-1`)
    expect(other.filter(({ item }) => item === 'punctuality')).toMatchObject([{ state: 'suppressed' }])
  })

  it('are those of one version alone, whichever is chosen', async () => {
    const page = await pageOf(office, `/dashboard/questions?${QUARTER}&unit=${OWN}&version=${ONLINE}`)
    expect(textOf(page)).toContain('(40 lượt trả lời)')
    expect(page).toContain(`version=${INPATIENT}`)
    const records = await recordsOf(office, `unit=${OWN}&version=${ONLINE}`)
    expect(records.filter(({ item }) => item === 'overall_of_three').map(({ share }) => share)).toEqual([
      '0.125',
      '0.25',
      '0.625',
    ])
    expect(new Set(records.map(({ version }) => version))).toEqual(new Set([ONLINE]))
  })

  it('that are yes or no are counted like any other', async () => {
    const records = await recordsOf(office, `unit=${OWN}&version=${INPATIENT}`)
    expect(records.filter(({ item }) => item === 'insurance').map(({ count }) => count)).toEqual(['24', '6'])
  })

  it('in numbers are their middle, and never one person’s', async () => {
    const records = await recordsOf(office, `unit=${OWN}&version=${INPATIENT}`)
    // 1 to 12: the quartiles lie at 3.75, 6.5 and 9.25.
    expect(records.find(({ item }) => item === 'days')).toMatchObject({
      base: '12',
      lower_quartile: '4',
      median: '6.5',
      upper_quartile: '9',
    })
    const all = await recordsOf(office, `version=${INPATIENT}`)
    expect(JSON.stringify(all)).not.toContain('400')
  })

  it('are in a file that says what it is about', async () => {
    const query = `unit=${OWN}&version=${INPATIENT}&field=health&mode=phone&kind=citizen&dossier=without`
    expect((await recordsOf(office, query))[0]).toMatchObject({
      ...{ minimum_cell: '10', period: '2026-Q3', units: 'now', unit: OWN },
      ...{
        field: 'health',
        mode: 'phone',
        respondent_kind: 'citizen',
        dossier: 'without',
        simulated: 'false',
      },
    })
  })

  it('name the median as it is, between two numbers', async () => {
    const page = await pageOf(office, `/dashboard/questions?${QUARTER}&unit=${OWN}&version=${INPATIENT}`)
    expect(textOf(page)).toContain('Trung vị 6,5')
    expect(textOf(page)).toContain('Tỷ lệ hoặc giá trị')
  })

  it('in words are there as comments are', async () => {
    const page = await pageOf(office, `/dashboard/questions?${QUARTER}&unit=${OWN}&version=${INPATIENT}`)
    expect(page).toContain('Góp ý số 12')
    const all = await pageOf(office, `/dashboard/questions?${QUARTER}&version=${INPATIENT}`)
    expect(all).toContain('Chuyện của Cư Jút')
    expect(JSON.stringify(await recordsOf(office, `version=${INPATIENT}`))).not.toContain('Góp ý')
  })

  it('in words are narrowed by nothing that would leave few people', async () => {
    await respond(`${OWN}-centre`, { g3: 'Hỏi về đất' }, { procedure_field_id: 'land' })
    await respond(`${OWN}-centre`, { g3: 'Từ một doanh nghiệp' }, { respondent_kind: 'business' })
    await count(`${OWN}-centre`, 'one-stop-1', 'overall', [0, 0, 0, 0, 2], { procedure_field_id: 'land' })
    await count(`${OWN}-centre`, 'one-stop-1', 'overall', [0, 0, 0, 0, 3], { respondent_kind: 'business' })
    const asked = (filter: string) =>
      pageOf(office, `/dashboard/questions?${QUARTER}&unit=${OWN}&version=${INPATIENT}${filter}`)
    const everything = await asked('')
    for (const text of ['Góp ý số 12', 'Hỏi về đất', 'Từ một doanh nghiệp'])
      expect(everything).toContain(text)
    for (const filter of ['&field=land', '&field=health', '&kind=business', '&kind=citizen'])
      for (const text of ['Góp ý số', 'Hỏi về đất', 'Từ một doanh nghiệp'])
        expect([filter, (await asked(filter)).includes(text)]).toEqual([filter, false])
    for (const filter of ['&mode=phone', '&dossier=without']) {
      const page = await asked(filter)
      expect(page).not.toContain('Góp ý số')
      expect(textOf(page)).toContain('không được lọc theo cách thu nhận hay theo hồ sơ')
    }
  })

  it('are there for whole months only', async () => {
    const page = await pageOf(office, `/dashboard/questions?from=2026-07-02&to=2026-09-30&unit=${OWN}`)
    expect(textOf(page)).toContain('các tháng trọn vẹn')
  })

  it('are nothing of another unit for a head of unit, and the asking is written down', async () => {
    const head = await signedIn(app, { role: 'head_of_unit', unitId: OWN })
    expect(await pageOf(head, `/dashboard/questions?${QUARTER}&unit=${OWN}`)).not.toContain('Cư Jút')
    for (const path of ['/dashboard', '/dashboard/questions', '/dashboard/questions.csv']) {
      const [there, missing] = [
        await head.get(`${path}?${QUARTER}&unit=${OTHER}`),
        await head.get(`${path}?${QUARTER}&unit=no-such-unit`),
      ]
      expect([path, there.status, missing.status]).toEqual([path, 400, 400])
    }
    const refusals = await app.databases.read
      .selectFrom('audit_entry')
      .select(['subject', 'unit_id'])
      .where('action', '=', 'access.refused')
      .execute()
    expect(refusals).toEqual([
      { subject: 'GET /dashboard', unit_id: OTHER },
      { subject: 'GET /dashboard/questions', unit_id: OTHER },
      { subject: 'GET /dashboard/questions.csv', unit_id: OTHER },
    ])
  })

  async function recordsOf(agent: StaffAgent, query: string): Promise<Record<string, string>[]> {
    const answer = await agent.get(`/dashboard/questions.csv?${QUARTER}&${query}`).expect(200)
    return parse(answer.text, { bom: true, columns: true })
  }

  type Counts = [number, number, number, number, number]

  async function count(
    unit: string,
    version: string,
    item: string,
    [r1, r2, r3, r4, r5]: Counts,
    further: Partial<typeof DIMENSIONS> = {},
  ): Promise<void> {
    const row = {
      ...DIMENSIONS,
      ...further,
      unit_id: unit,
      instrument_version_id: version,
      ...{ r1, r2, r3, r4, r5, no_opinion: 0 },
    }
    const { write } = app.databases
    await write
      .insertInto('tally_month')
      .values({ ...row, item, month: '2026-08' })
      .execute()
  }

  async function respond(
    unit: string,
    answers: Record<string, string>,
    further: Partial<typeof DIMENSIONS> = {},
  ): Promise<void> {
    const row: ResponseTable = {
      ...DIMENSIONS,
      ...further,
      submission_key: randomUUID(),
      touchpoint_code: 'demo-dak-mil',
      unit_id: unit,
      procedure_id: null,
      wave_id: 'continuous-1',
      instrument_version_id: INPATIENT,
      overall: 5,
      answers: JSON.stringify(answers),
      comment: null,
      responded_at: null,
      received_at: '2026-08-10T03:00:00.000Z',
      responded_on: '2026-08-10',
      uncounted_reason: null,
      device_id: null,
      device_sequence: null,
      batch_id: null,
    }
    await app.databases.write.insertInto('response').values(row).execute()
  }
})

const DIMENSIONS: Pick<ResponseTable, 'procedure_field_id' | 'mode' | 'respondent_kind' | 'dossier_link'> = {
  procedure_field_id: 'health',
  mode: 'phone',
  respondent_kind: 'citizen',
  dossier_link: 'without',
}
