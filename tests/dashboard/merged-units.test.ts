import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { tableOf } from './reading.ts'

/** Half of 2025 was under the old units: Ea Pô and Đắk Wil became the new Đắk Wil on 1 July. */
describe.each(databases)('Merged units, on $name (F64)', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    official = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, [
      { unit: 'dn-commune-ea-po', day: '2025-03-01', satisfied: 30 },
      { unit: 'dn-commune-dak-wil', day: '2025-03-01', satisfied: 40 },
      { unit: 'dn-commune-nam-dong', day: '2025-03-01', satisfied: 70 },
      { unit: 'dn-district-cu-jut', day: '2025-03-01', satisfied: 25 },
      { unit: 'ld-commune-dak-wil-centre', day: '2025-09-01', satisfied: 100 },
      { unit: 'ld-commune-nam-dong-centre', day: '2025-09-01', satisfied: 200 },
    ])
  })
  afterAll(() => app.stop())

  const named = async (query: string) =>
    (await tableOf(official, 'units', query))
      .filter(({ state }) => state !== 'no_responses')
      .map(({ name, answered }) => [name, Number(answered)])

  it('are shown as they were, with the day they ended', async () => {
    expect(await named('period=2025&units=then')).toEqual([
      ['Tỉnh Lâm Đồng', 300],
      ['Tỉnh Đắk Nông (đến 30/06/2025)', 165],
    ])
    expect(await named('period=2025&units=then&unit=dn-district-cu-jut')).toEqual([
      ['Xã Ea Pô (đến 30/06/2025)', 30],
      ['Xã Đắk Wil (đến 30/06/2025)', 40],
      ['Xã Nam Dong (đến 30/06/2025)', 70],
      ['Ghi nhận trực tiếp tại Huyện Cư Jút (đến 30/06/2025)', 25],
    ])
  })

  it('are shown as they are now, predecessors beneath who took over from them', async () => {
    expect(await named('period=2025&units=now')).toEqual([
      ['Xã Đắk Wil', 170],
      ['Xã Nam Dong', 270],
      ['Tỉnh Đắk Nông (đến 30/06/2025)', 25],
    ])
    expect(await named('period=2025&units=now&unit=ld-commune-dak-wil')).toEqual([
      ['Trung tâm Phục vụ hành chính công xã Đắk Wil', 100],
      ['Xã Ea Pô (đến 30/06/2025)', 30],
      ['Xã Đắk Wil (đến 30/06/2025)', 40],
    ])
  })

  it('add up to the same either way', async () => {
    for (const units of ['then', 'now']) {
      const [total] = await tableOf(official, 'targets', `period=2025&units=${units}`)
      const lines = await named(`period=2025&units=${units}`)
      expect(lines.reduce((sum, [, answered]) => sum + Number(answered), 0)).toBe(465)
      expect(total?.['answered']).toBe('465')
    }
  })

  it('are listed when they exist and nobody answered there', async () => {
    const rows = await tableOf(official, 'units', 'period=2025&units=now')
    expect(rows.filter(({ state }) => state === 'no_responses').length).toBe(27)
    expect(rows.map(({ name }) => name).slice(0, 2)).toEqual(['Xã Đắk Wil', 'Xã Nam Dong'])
  })
})
