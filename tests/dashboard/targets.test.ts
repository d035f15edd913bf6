import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { pageOf, tableOf, textOf } from './reading.ts'

const CENTRE = 'ld-commune-dak-mil-centre'

describe.each(databases)('The targets of the resolution, on $name', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    official = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, [
      { unit: CENTRE, field: 'land', day: '2025-11-10', satisfied: 340, dissatisfied: 60 },
      { unit: CENTRE, field: 'land', day: '2026-02-10', satisfied: 352, dissatisfied: 48 },
      { unit: CENTRE, field: 'construction', day: '2026-02-10', satisfied: 190, dissatisfied: 10 },
      { unit: CENTRE, field: 'health', day: '2026-02-10', satisfied: 20, dissatisfied: 0 },
      { unit: CENTRE, field: 'other', day: '2026-02-10', satisfied: 8, dissatisfied: 12 },
    ])
  })
  afterAll(() => app.stop())

  const row = async (id: string, query: string) =>
    (await tableOf(official, 'targets', query)).find((line) => line['id'] === id) ?? {}

  it('judge a period to the end of 2025 by the 2025 target and a later one by that of 2030 (F66)', async () => {
    expect(await row('S2', 'period=2025-Q4')).toMatchObject({ threshold: '0.85', target_year: '2025' })
    expect(await row('S2', 'period=2026-Q1')).toMatchObject({ threshold: '0.9', target_year: '2030' })
    expect(await row('S1', 'period=2025-11-05..2025-12-31')).toMatchObject({ target_year: '2025' })
    expect(await row('S1', 'period=2025-11-05..2026-01-01')).toMatchObject({ target_year: '2030' })
  })

  it('have none before the resolution', async () => {
    await countAnswers(app.databases, [{ unit: CENTRE, day: '2022-08-01', satisfied: 50 }])
    expect(await row('S1', 'period=2022-Q3')).toMatchObject({ threshold: '', evidence: '', satisfied: '50' })
  })

  it('reach 85 % with exactly 340 of 400, and say what is missing below', async () => {
    expect(await row('S2-land', 'period=2025-Q4')).toMatchObject({ reaches: 'true', evidence: 'undecided' })
    const text = textOf(await pageOf(official, '/dashboard?period=2026-Q1'))
    expect(text).toContain('88,00%')
    expect(text).toContain('Dưới ngưỡng thiếu 8 người hài lòng')
  })

  it('pool the fields that they name, and show each', async () => {
    expect(await row('S2', 'period=2026-Q1')).toMatchObject({ satisfied: '542', answered: '600' })
    expect(await row('S2-land', 'period=2026-Q1')).toMatchObject({ satisfied: '352', answered: '400' })
    expect(await row('S1', 'period=2026-Q1')).toMatchObject({ satisfied: '570', answered: '640' })
    expect(await row('S3', 'period=2026-Q1')).toMatchObject({ satisfied: '550', answered: '620' })
  })

  it('are not judged where too few answered, and nobody is not 0 % (F67)', async () => {
    expect(await row('S4-health', 'period=2026-Q1')).toMatchObject({
      answered: '20',
      evidence: 'insufficient',
    })
    expect(await row('S4-education', 'period=2026-Q1')).toMatchObject({ state: 'no_responses', share: '' })
    const text = textOf(await pageOf(official, '/dashboard?period=2026-Q1'))
    expect(text).toContain('100,00%')
    expect(text).not.toMatch(/NaN|Infinity|undefined|null|\b0,00%/)
  })

  it('compare with the period before, and say whether the change is clear', async () => {
    const text = textOf(await pageOf(official, '/dashboard?period=2026-Q1&field=land'))
    expect(text).toContain('+3,00 điểm % chưa rõ')
    expect(textOf(await pageOf(official, '/dashboard?period=2025-Q4&field=land'))).toContain('Chưa so được')
  })

  it('show SIPAS only as it was published, never as a figure of ours', async () => {
    const before = textOf(await pageOf(official, '/dashboard?period=2026-Q1'))
    expect(before).toContain('Chưa có giá trị công bố cho tỉnh')
    expect(before).toContain('Cả nước: 83,94% (năm 2024; nguồn: tài liệu thứ cấp')
    await app.databases.write
      .insertInto('published_value')
      .values({
        indicator_id: 'S5',
        scope: 'province',
        year: 2025,
        value_number: 84.06,
        score: null,
        rank: null,
        source: 'Bộ Nội vụ',
        note: null,
      })
      .execute()
    const after = textOf(await pageOf(official, '/dashboard?period=2026-Q1'))
    expect(after).toContain('84,06% (năm 2025; nguồn: Bộ Nội vụ)')
    expect(textOf(await pageOf(official, '/dashboard?period=2024-Q4&units=then'))).not.toContain('84,06%')
  })

  it('say which formula made the figures, and that the response rate is not known', async () => {
    const text = textOf(await pageOf(official, '/dashboard?period=2026-Q1'))
    expect(text).toContain('Công thức hl_45_ty_le, phiên bản 1.')
    expect(text).toContain('Tỷ lệ phản hồi: chưa biết')
  })
})
