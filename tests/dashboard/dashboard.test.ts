import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'
import { narrowed, pageOf, tableOf, textOf } from './reading.ts'

const NOW = new Date('2026-11-24T03:00:00Z')

describe.each(databases)('The dashboard, on $name', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => NOW })
    official = await signedIn(app, { role: 'reform_office' })
  })
  afterAll(() => app.stop())

  it('says what to do while nobody has answered, and that this is not 0 %', async () => {
    const page = await pageOf(official, '/dashboard')
    expect(textOf(page)).toContain('Chưa có lượt trả lời nào')
    expect(textOf(page)).toContain('Quý IV/2026')
    expect(page).toContain('href="/"')
    expect(page).not.toContain('<table')
  })

  it('shows a rating at the next load, hidden until there are ten', async () => {
    const rate = () => request(app.url).post('/responses').send(submissionBody()).expect(201)
    for (let i = 0; i < 9; i++) await rate()
    const few = await official.get('/dashboard')
    expect(textOf(few.text)).toContain('có dưới 10 lượt trả lời')
    expect(few.text).not.toContain('<table')
    await rate()
    const [all] = await tableOf(official, 'targets', '')
    expect(all).toMatchObject({ id: 'S1', satisfied: '10', answered: '10' })
    await rate()
    const page = await official.get('/dashboard')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(textOf(page.text)).toMatch(/Đất đai 100,00% [\d,–]+ 11 /)
    expect(textOf(page.text)).toContain('Kỳ này chưa kết thúc: tính đến 24/11/2026.')
  })

  it('leads to the latest quarter with ratings from one without', async () => {
    const page = await pageOf(official, '/dashboard?period=2026-Q1&field=land')
    expect(page).toContain('href="/dashboard?period=2026-Q4&amp;units=now&amp;field=land"')
    expect(textOf(page)).toContain('Xem Quý IV/2026, kỳ gần nhất mà hệ thống có đánh giá')
  })

  it('adds whole months and single days to the same as all days', async () => {
    const unit = 'ld-commune-cu-jut-centre'
    await countAnswers(
      app.databases,
      ['2025-01-31', '2025-02-01', '2025-02-28', '2025-03-01', '2025-03-15', '2025-03-16'].map((day, at) => ({
        unit,
        day,
        satisfied: 10 * 2 ** at,
      })),
    )
    const answered = async (period: string) =>
      (await tableOf(official, 'targets', `period=${period}`))[0]?.['answered']
    expect(await answered('2025-02')).toBe('60')
    expect(await answered('2025-01-31..2025-03-15')).toBe('310')
    expect(await answered('2025-02-01..2025-03-31')).toBe('620')
    expect(await answered('2025-Q1')).toBe('630')
    expect(await answered('2025')).toBe('630')
  })

  it('breaks a selection down into lines that add up to it, in whatever order one asks', async () => {
    await countAnswers(app.databases, [
      { unit: 'ld-commune-nam-dong', field: 'land', day: '2025-08-01', satisfied: 20, dissatisfied: 5 },
      { unit: 'ld-commune-nam-dong-centre', field: 'land', day: '2025-08-01', satisfied: 40, mode: 'phone' },
      {
        unit: 'ld-commune-nam-dong-centre',
        field: 'health',
        day: '2025-09-01',
        satisfied: 30,
        kind: 'business',
      },
      {
        unit: 'ld-commune-dak-mil-centre',
        field: 'health',
        day: '2025-07-05',
        satisfied: 55,
        dissatisfied: 11,
      },
    ])
    for (const query of [
      'period=2025-Q3',
      'period=2025-Q3&unit=ld-commune-nam-dong',
      'period=2025-Q3&field=land',
    ]) {
      const [total] = await tableOf(official, 'targets', query)
      for (const table of ['units', 'fields', 'modes', 'kinds']) {
        const rows = await tableOf(official, table, query).catch(() => null)
        if (rows === null) continue
        const sum = rows.reduce((all, { answered }) => all + Number(answered), 0)
        expect([query, table, sum]).toEqual([query, table, Number(total?.['answered'])])
      }
    }
    const units = await tableOf(official, 'units', 'period=2025-Q3&unit=ld-commune-nam-dong')
    expect(units.map(({ name, answered }) => [name, answered])).toEqual([
      ['Trung tâm Phục vụ hành chính công xã Nam Dong', '70'],
      ['Ghi nhận trực tiếp tại Xã Nam Dong', '25'],
    ])
  })

  it('leads from each line to a page about the same figure', async () => {
    const query = 'period=2025-Q3&units=now'
    const lines: [string, string][] = [
      ['units', 'unit'],
      ['fields', 'field'],
      ['modes', 'mode'],
      ['kinds', 'kind'],
      ['months', 'period'],
    ]
    for (const [table, parameter] of lines) {
      for (const row of await tableOf(official, table, query)) {
        if (row['state'] !== 'measured') continue
        const [total] = await tableOf(official, 'targets', narrowed(query, { [parameter]: row['id'] ?? '' }))
        expect([row['id'], total?.['satisfied'], total?.['answered']]).toEqual([
          row['id'],
          row['satisfied'],
          row['answered'],
        ])
      }
    }
  })

  it('shows the factors of the service where the period is of whole months', async () => {
    await countAnswers(app.databases, [
      { unit: 'ld-commune-dak-mil-centre', day: '2024-05-02', satisfied: 50 },
      {
        unit: 'ld-commune-dak-mil-centre',
        item: 'staff',
        day: '2024-05-02',
        satisfied: 30,
        dissatisfied: 10,
      },
      { unit: 'ld-commune-dak-mil-centre', item: 'result', day: '2024-05-02', satisfied: 4 },
    ])
    const factors = await tableOf(official, 'factors', 'period=2024-Q2')
    expect(factors.find(({ id }) => id === 'staff')).toMatchObject({
      share: '0.75',
      answered: '40',
      threshold: '',
    })
    expect(factors.find(({ id }) => id === 'result')).toMatchObject({ state: 'suppressed', answered: '' })
    const days = await pageOf(official, '/dashboard?period=2024-05-02..2024-05-29')
    expect(textOf(days)).toContain('chỉ có cho kỳ gồm các tháng trọn vẹn')
  })

  it.each([
    ['period=2026-Q5', 'Kỳ báo cáo không đúng'],
    ['unit=nowhere', 'Không có đơn vị này'],
    ['mode=telepathy&kind=robot', 'Không có loại người trả lời này'],
  ])('answers %s with 400 and what is wrong', async (query, words) => {
    const answer = await official.get(`/dashboard?${query}`).expect(400)
    expect(textOf(answer.text)).toContain(words)
    const json = await official.get(`/dashboard?${query}`).set('Accept', 'application/json').expect(400)
    expect(JSON.stringify(json.body)).toContain(words)
  })

  it('keeps names from becoming code, on the page, in the chart and in the file (F28)', async () => {
    const evil = '<script>alert(1)</script>"><img onerror=alert(2)>'
    const rename = (id: string, name: string) =>
      app.databases.write.updateTable('unit').set({ name }).where('id', '=', id).execute()
    await rename('ld-commune-dak-mil', evil)
    await rename('ld-commune-nam-dong', '=HYPERLINK("http://x")')
    const page = await pageOf(official, '/dashboard?period=2025-Q3')
    expect(page).not.toContain('<script>alert(1)')
    expect(page).not.toContain('<img onerror')
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).toContain('\\u003cscript\\u003ealert(1)')
    const rows = await tableOf(official, 'units', 'period=2025-Q3')
    expect(rows.find(({ id }) => id === 'ld-commune-dak-mil')?.['name']).toBe(evil)
    expect(rows.find(({ id }) => id === 'ld-commune-nam-dong')?.['name']).toBe('\'=HYPERLINK("http://x")')
  })
})
