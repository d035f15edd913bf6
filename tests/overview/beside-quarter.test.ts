import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageOf } from '../dashboard/reading.ts'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { lineOf } from './line.ts'

const UNITS = {
  first: 'ld-commune-dak-mil',
  before: 'ld-commune-cu-jut',
  part: 'ld-commune-dak-wil',
  many: 'ld-commune-thuan-an',
}
const HIDDEN = 'Không hiển thị'

describe.each(databases)('A week and its quarter, on $name', ({ dialect }) => {
  let now = new Date('2026-10-08T03:00:00Z')
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
    await countAnswers(app.databases, [
      // On 8 October the week is 2–8 and the quarter 1–8.
      { unit: `${UNITS.first}-centre`, day: '2026-10-01', satisfied: 3 },
      { unit: `${UNITS.first}-centre`, day: '2026-10-05', satisfied: 40 },
      // Hidden in the week before with the three of the unit above.
      { unit: `${UNITS.many}-centre`, day: '2026-10-01', satisfied: 30 },
      { unit: `${UNITS.many}-centre`, day: '2026-10-05', satisfied: 40 },
      // On 16 October the week is 10–16, the one before 3–9.
      { unit: `${UNITS.before}-centre`, day: '2026-10-02', satisfied: 4 },
      { unit: `${UNITS.before}-centre`, day: '2026-10-06', satisfied: 50 },
      { unit: `${UNITS.before}-centre`, day: '2026-10-12', satisfied: 60 },
      { unit: `${UNITS.part}-centre`, day: '2026-10-01', satisfied: 30, field: 'land' },
      { unit: `${UNITS.part}-centre`, day: '2026-10-01', satisfied: 6, field: 'construction' },
      { unit: `${UNITS.part}-centre`, day: '2026-10-01', satisfied: 14, field: 'investment' },
      { unit: `${UNITS.part}-centre`, day: '2026-10-05', satisfied: 40, field: 'land' },
      { unit: `${UNITS.part}-centre`, day: '2026-10-05', satisfied: 50, field: 'construction' },
      { unit: `${UNITS.part}-centre`, day: '2026-10-05', satisfied: 60, field: 'investment' },
    ])
    await app.databases.write
      .insertInto('dossier_tally')
      .values({
        ...{ unit_id: `${UNITS.first}-centre`, procedure_field_id: 'land', day: '2026-10-05' },
        ...{ dossiers: 80, invited: 41, opened: 7, answered: 4 },
      })
      .execute()
  })
  afterAll(() => app.stop())

  async function homeOf(unitId: string, today: string): Promise<string> {
    now = new Date(`${today}T03:00:00Z`)
    return pageOf(await signedIn(app, { role: 'head_of_unit', unitId }), '/home')
  }

  it('do not tell together who came on the first day of the quarter', async () => {
    const page = await homeOf(UNITS.first, '2026-10-08')
    expect(lineOf(page, 'Lượt trả lời')).toEqual([HIDDEN, HIDDEN, '43'])
    expect(page).not.toContain('>40<')
  })

  it('stand beside each other where as many came on the days between as a figure needs', async () => {
    const page = await homeOf(UNITS.part, '2026-10-08')
    expect(lineOf(page, 'Lượt trả lời')).toEqual(['150', '50', '200'])
  })

  it('do not tell who came before both weeks', async () => {
    expect(lineOf(await homeOf(UNITS.before, '2026-10-16'), 'Lượt trả lời')).toEqual(['60', HIDDEN, '114'])
  })

  it('tell of no field of a target, nor of the others by which it could be computed', async () => {
    const page = await homeOf(UNITS.part, '2026-10-08')
    const thresholds = page.slice(page.indexOf('id="thresholds"'), page.indexOf('id="changes"'))
    for (const week of ['>40<', '>50<', '>60<', '>150<']) expect(thresholds).not.toContain(week)
    for (const quarter of ['>70<', '>56<', '>74<']) expect(thresholds).toContain(quarter)
  })

  it('do not say how many rated their dossiers where they do not say how many answered', async () => {
    const page = await homeOf(UNITS.first, '2026-10-08')
    expect(lineOf(page, 'Hồ sơ đã giải quyết')[0]).toBe('80')
    expect(lineOf(page, 'Đã được đánh giá')[0]).toBe(HIDDEN)
    expect(lineOf(page, 'Đã mở')[0]).toBe(HIDDEN)
    expect(lineOf(page, 'Tỷ lệ phản hồi')[0]).toBe(HIDDEN)
  })
})
