import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { pageOf, tableOf, textOf } from './reading.ts'

const PERIOD = 'period=2026-Q2&units=then'
const REPORTING = 'ld-commune-dak-mil-centre'
const SILENT = 'ld-commune-cu-jut-centre'
const PARTLY = 'ld-commune-nam-dong-centre'
const AT = `${PERIOD}&unit=${REPORTING}`

describe.each(databases)('On $name, the coverage of units', ({ dialect }) => {
  let app: RunningApp
  let office: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-08-20T03:00:00Z') })
    office = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, [
      { unit: REPORTING, day: '2026-05-04', satisfied: 300, dossier: 'with' },
      { unit: REPORTING, day: '2026-05-04', satisfied: 200, mode: 'phone', kind: 'business' },
      { unit: PARTLY, day: '2026-05-04', satisfied: 60 },
      { unit: PARTLY, field: 'construction', day: '2026-05-04', satisfied: 60 },
      { unit: SILENT, day: '2026-05-04', satisfied: 2000 },
      { unit: SILENT, field: 'health', day: '2026-05-04', satisfied: 300 },
    ])
    await reported(REPORTING, 'land', { dossiers: 1000, answered: 100 })
    await reported(PARTLY, 'land', { dossiers: 1000, answered: 60 })
  })
  afterAll(() => app.stop())

  const row = async (table: string, id: string, query: string) =>
    (await tableOf(office, table, query)).find((one) => one['id'] === id)

  async function reported(unit: string, field: string, counts: { dossiers: number; answered: number }) {
    await app.databases.write
      .insertInto('dossier_tally')
      .values({
        ...counts,
        day: '2026-05-04',
        unit_id: unit,
        procedure_field_id: field,
        invited: counts.answered,
        opened: counts.answered,
      })
      .execute()
  }

  it('is known of the one that reported, and holds there', async () => {
    expect(await row('fields', 'land', AT)).toMatchObject({ dossiers: '1000', evidence: 'not_assessable' })
    expect(await row('targets', 'S1', AT)).toMatchObject({ dossiers: '1000', evidence: 'not_assessable' })
  })

  it('is not that of all while others who were rated have reported nothing', async () => {
    expect(await row('fields', 'land', PERIOD)).toMatchObject({ dossiers: '', evidence: 'met' })
    expect(await row('targets', 'S1', PERIOD)).toMatchObject({ dossiers: '', evidence: 'met' })
    const open = textOf(await pageOf(request(app.url), '/results?quarter=2026-Q2'))
    expect(open).not.toContain('hồ sơ giải quyết xong,')
  })

  it('is not that of several fields while one of them has answers and no dossiers', async () => {
    const at = `${PERIOD}&unit=${PARTLY}`
    expect(await row('targets', 'S2', at)).toMatchObject({ dossiers: '', evidence: 'met' })
    expect(await row('targets', 'S2-land', at)).toMatchObject({ evidence: 'not_assessable' })
    await reported(PARTLY, 'construction', { dossiers: 1000, answered: 60 })
    expect(await row('targets', 'S2', at)).toMatchObject({ dossiers: '2000', evidence: 'not_assessable' })
  })

  it.each([
    ['modes', 'kiosk'],
    ['kinds', 'citizen'],
    ['dossiers', 'with'],
    ['months', '2026-05'],
  ])('that is too low is too low for the %s, too, whose own rate nobody knows', async (table, id) => {
    expect(await row(table, id, `${AT}&field=land`)).toMatchObject({
      state: 'measured',
      dossiers: '',
      evidence: 'not_assessable',
    })
  })

  it.each(['mode=kiosk', 'kind=citizen', 'dossier=with'])(
    'does not rise by asking for %s',
    async (filter) => {
      const query = `${AT}&field=land&${filter}`
      expect((await tableOf(office, 'targets', query))[0]).toMatchObject({ evidence: 'not_assessable' })
      const text = textOf(await pageOf(office, `/dashboard?${query}`))
      expect(text).toContain('Chưa đánh giá được')
      expect(text).not.toContain('dưới mức 20%')
    },
  )

  it('is that of all when all who were rated have reported', async () => {
    await reported(SILENT, 'land', { dossiers: 4000, answered: 2000 })
    expect(await row('fields', 'land', PERIOD)).toMatchObject({ dossiers: '6000', dossiers_answered: '2160' })
    expect(await row('targets', 'S1', PERIOD)).toMatchObject({ dossiers: '' })
    await reported(SILENT, 'health', { dossiers: 1000, answered: 300 })
    expect(await row('targets', 'S1', PERIOD)).toMatchObject({ dossiers: '8000', evidence: 'met' })
  })
})
