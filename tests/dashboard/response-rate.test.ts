import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { pageOf, tableOf, textOf } from './reading.ts'

const CUT = 'period=2026-Q2&units=then'
const MIL = 'ld-commune-dak-mil-centre'

describe.each(databases)('On $name, the response rate', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-08-20T03:00:00Z') })
    official = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, [
      { unit: MIL, day: '2026-05-04', satisfied: 40, dossier: 'with' },
      { unit: MIL, day: '2026-05-04', satisfied: 20, mode: 'phone' },
      { unit: MIL, field: 'health', day: '2026-05-04', satisfied: 30 },
    ])
  })
  afterAll(() => app.stop())

  const row = async (table: string, id: string, query = CUT) =>
    (await tableOf(official, table, query)).find((one) => one['id'] === id)

  it('is not known, and is said not to be, before dossiers are reported', async () => {
    expect(await row('fields', 'land')).toMatchObject({ dossiers: '', dossiers_answered: '' })
    const text = textOf(await pageOf(official, `/dashboard?${CUT}`))
    expect(text).toContain('Tỷ lệ phản hồi: chưa biết')
  })

  it('counts the dossiers finished in the period, by unit and field, with the date of the lists beside it', async () => {
    const { write } = app.databases
    const tally = (day: string, field: string, dossiers: number, answered: number) => ({
      day,
      unit_id: MIL,
      procedure_field_id: field,
      dossiers,
      invited: dossiers,
      opened: answered,
      answered,
    })
    await write
      .insertInto('dossier_tally')
      .values([
        tally('2026-03-31', 'land', 1000, 1),
        tally('2026-04-01', 'land', 300, 30),
        tally('2026-06-30', 'land', 100, 10),
        tally('2026-06-30', 'health', 50, 0),
        tally('2026-07-01', 'land', 1000, 1),
      ])
      .execute()
    await write
      .insertInto('dossier_import')
      .values({
        id: 'import-1',
        kind: 'api',
        source_name: 'Hệ thống một cửa',
        received_at: '2026-07-02T20:00:00.000Z',
        progressed_at: '2026-07-02T20:00:00.000Z',
        taken: 2450,
        repeated: 0,
        refused: 0,
        state: 'imported',
      })
      .execute()
    expect(await row('fields', 'land')).toMatchObject({ dossiers: '400', dossiers_answered: '40' })
    expect(await row('fields', 'health')).toMatchObject({ dossiers: '50', dossiers_answered: '0' })
    expect(await row('units', 'ld-commune-dak-mil')).toMatchObject({
      dossiers: '450',
      dossiers_answered: '40',
    })
    const text = textOf(await pageOf(official, `/dashboard?${CUT}`))
    expect(text).toContain('10,00% (40/400 hồ sơ)')
    expect(text).toContain('lần gần nhất 03/07/2026')
  })

  it('is not given for a way of collecting, which is known of those who answered only', async () => {
    expect(await row('modes', 'kiosk')).toMatchObject({ dossiers: '' })
  })

  it('stands beside ratings with a dossier and those without, which are told apart', async () => {
    expect(await row('dossiers', 'with')).toMatchObject({ answered: '40' })
    expect(await row('dossiers', 'without')).toMatchObject({ answered: '50' })
    expect(await row('modes', 'kiosk', `${CUT}&dossier=without`)).toMatchObject({ answered: '30' })
  })

  it('is told to everybody in the public results', async () => {
    const text = textOf(await pageOf(official, '/results?quarter=2026-Q2'))
    expect(text).toContain('Trong 400 hồ sơ giải quyết xong, 40 hồ sơ đã được đánh giá.')
    expect(text).toContain('lần gần nhất ngày 03/07/2026')
  })
})
