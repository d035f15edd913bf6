import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markSimulated } from '../../server/settings/setting.queries.ts'
import { pageOf, textOf } from '../dashboard/reading.ts'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

const NOW = new Date('2026-11-24T03:00:00Z')
const centre = (name: string) => `ld-commune-${name}-centre`

describe.each(databases)('The public page, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => NOW })
    await countAnswers(app.databases, [
      { unit: centre('dak-mil'), field: 'land', day: '2026-08-01', satisfied: 820, dissatisfied: 180 },
      { unit: centre('dak-mil'), field: 'health', day: '2026-08-01', satisfied: 46, dissatisfied: 4 },
      { unit: centre('cu-jut'), field: 'education', day: '2026-08-01', satisfied: 500, dissatisfied: 20 },
      { unit: centre('nam-dong'), field: 'other', day: '2026-09-30', satisfied: 5 },
      { unit: centre('dak-wil'), field: 'investment', day: '2026-09-30', satisfied: 18, dissatisfied: 2 },
      { unit: centre('dak-mil'), field: 'land', day: '2026-10-05', satisfied: 33, dissatisfied: 7 },
      { unit: centre('dak-mil'), field: 'land', day: '2026-11-20', satisfied: 400 },
      { unit: 'dn-commune-ea-po', field: 'land', day: '2025-02-01', satisfied: 90, dissatisfied: 10 },
    ])
  })
  afterAll(() => app.stop())

  const records = async (): Promise<Record<string, string>[]> =>
    parse((await request(app.url).get('/results.csv').expect(200)).text, { bom: true, columns: true })

  it('says the last complete quarter in sentences, against what was promised', async () => {
    const text = textOf(await pageOf(request(app.url), '/results'))
    expect(text).toContain('Quý III/2026')
    expect(text).toContain(
      'Đất đai Cứ 100 người đánh giá thì 82 người hài lòng. Mục tiêu đến năm 2030: cứ 100 người thì ít nhất 90 người hài lòng. Chưa đạt mục tiêu. 82,00% · 1.000 lượt đánh giá',
    )
    expect(text).toContain('Giáo dục Cứ 100 người đánh giá thì 96 người hài lòng.')
    expect(text).toContain(
      'Trong số người đã đánh giá thì đạt mục tiêu, nhưng chưa đủ người đánh giá để kết luận.',
    )
    expect(text).toContain('Xây dựng Chưa có ai đánh giá.')
    expect(text).toContain('Hệ thống chưa biết có bao nhiêu người đã làm thủ tục mà không đánh giá')
    expect(text).toContain('Giấy phép: CC BY 4.0')
  })

  it('offers the quarters with figures, and marks the one that is not over', async () => {
    const page = await pageOf(request(app.url), '/results?quarter=2026-Q4')
    expect(textOf(page)).toContain('mới tính đến hết ngày 31/10/2026')
    expect(textOf(page)).toContain('Quý IV/2026 (chưa kết thúc)')
    expect(textOf(page)).toContain('40 lượt đánh giá')
    expect(textOf(page)).not.toContain('Theo từng đơn vị')
    expect(page).toContain('href="/results?quarter=2025-Q1"')
    expect(page).not.toContain('quarter=2024-Q4')
  })

  it('does not move when one more person rates today', async () => {
    const before = textOf(await pageOf(request(app.url), '/results?quarter=2026-Q4'))
    await countAnswers(app.databases, [{ unit: centre('dak-mil'), day: '2026-11-24', satisfied: 1 }])
    expect(textOf(await pageOf(request(app.url), '/results?quarter=2026-Q4'))).toBe(before)
  })

  it('hides what is too small and what would give it away, and says so', async () => {
    const text = textOf(await pageOf(request(app.url), '/results'))
    expect(text).toContain('Lĩnh vực khác Không hiển thị.')
    expect(text).toContain('Xã Nam Dong Không hiển thị.')
    expect(text).toContain('«Không hiển thị»: dưới 10 lượt đánh giá')
    const quarter = (await records()).filter(({ period }) => period === '2026-Q3')
    for (const level of ['field', 'unit']) {
      const hidden = quarter.filter((row) => row['level'] === level && row['state'] === 'suppressed')
      expect(hidden.length).toBeGreaterThan(1)
      for (const row of hidden)
        expect([row['satisfied'], row['answered'], row['share']]).toEqual(['', '', ''])
    }
  })

  it('has open data with the same figures and everything to compute them again', async () => {
    const land = (await records()).find(
      ({ period, level, id }) => period === '2026-Q3' && level === 'field' && id === 'land',
    )
    expect(land).toMatchObject({
      period_from: '2026-07-01',
      period_until: '2026-10-01',
      complete: 'true',
      name: 'Đất đai',
      state: 'measured',
      satisfied: '820',
      answered: '1000',
      share: '0.82',
      threshold: '0.9',
      reaches: 'false',
      evidence: 'not_met',
      formula: 'hl_45_ty_le',
      formula_version: '1',
      simulated: 'false',
    })
    const old = (await records()).filter(({ period }) => period === '2025-Q1')
    expect(old.find(({ level }) => level === 'all')).toMatchObject({ answered: '100', target_year: '2025' })
    // By the units of the time.
    expect(old.find(({ id }) => id === 'dn-district-cu-jut')).toMatchObject({
      name: 'Huyện Cư Jút',
      answered: '100',
    })
  })

  it('explains every column of the open data, in both languages', async () => {
    const [first = {}] = await records()
    for (const lang of ['vi', 'en']) {
      const text = textOf(await pageOf(request(app.url), `/results/data-dictionary?lang=${lang}`))
      for (const column of Object.keys(first)) expect(text).toContain(` ${column} `)
      expect(text).not.toContain('results:')
    }
  })

  it('may be kept for a minute, but not where it sets a reader’s language', async () => {
    const page = await request(app.url).get('/results')
    expect(page.headers['cache-control']).toBe('public, max-age=60')
    const chosen = await request(app.url).get('/results?lang=en')
    expect(chosen.headers['cache-control']).toBe('private, no-cache')
    const file = await request(app.url).get('/results.csv')
    expect(file.headers['cache-control']).toBe('public, max-age=60')
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  })

  it('has an answer for a quarter without figures, and none for what is no quarter', async () => {
    expect(textOf(await pageOf(request(app.url), '/results?quarter=2025-Q4'))).toContain(
      'Đây không phải là 0% hài lòng',
    )
    expect(textOf(await pageOf(request(app.url), '/results?quarter=2019-Q1'))).toContain('Quý I/2019')
    for (const query of ['quarter=2026', 'quarter=abc', 'quarter=2026-Q1&quarter=2026-Q2'])
      await request(app.url).get(`/results?${query}`).expect(400)
  })

  it('marks simulated figures in the open data', async () => {
    await markSimulated(app.databases.write)
    expect((await records())[0]?.['simulated']).toBe('true')
  })
})

describe('The public page of a new install', () => {
  it('says when the first figures will come', async () => {
    const app = await startApp('sqlite', { clock: () => NOW })
    expect(textOf(await pageOf(request(app.url), '/results'))).toContain('Chưa có đánh giá nào được công bố')
    expect((await request(app.url).get('/results.csv').expect(200)).text.trim().split('\r\n').length).toBe(1)
    await app.stop()
  })
})
