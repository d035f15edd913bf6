import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answers, countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { narrowed, pageOf, tableOf, textOf } from './reading.ts'

const UNITS = ['dak-wil', 'nam-dong', 'cu-jut', 'thuan-an'].map((name) => `ld-commune-${name}-centre`)
const FIELDS = ['land', 'construction', 'investment', 'health', 'education', 'other']

/** Small and large cells side by side, the same each time. */
const ANSWERS: Answers[] = UNITS.flatMap((unit, u) =>
  FIELDS.flatMap((field, f) =>
    (['citizen', 'business'] as const).flatMap((kind, k) =>
      (['2026-01-10', '2026-02-10', '2026-03-10'] as const).map((day, m) => ({
        unit,
        field,
        kind,
        day,
        mode: (u + f + m) % 3 === 0 ? ('phone' as const) : ('kiosk' as const),
        satisfied: (7 * (u + 1) * (f + 2) + 5 * k + 3 * m) % (k === 0 ? 29 : 7),
      })),
    ),
  ),
)

const PARAMETERS = { units: 'unit', fields: 'field', months: 'period', modes: 'mode', kinds: 'kind' } as const
type Table = keyof typeof PARAMETERS
const TABLES = Object.keys(PARAMETERS) as Table[]

describe.each(databases)('What is too small to show, on $name (F61)', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  const pages: { query: string; rows: Map<Table, Record<string, string>[]> }[] = []

  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    official = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, ANSWERS)
    const starts = [
      'period=2026-Q1&units=now',
      'period=2026&units=now',
      'period=2026-02&units=now&unit=ld-province',
    ]
    for (const query of [
      ...starts,
      ...starts.flatMap((start) => [
        narrowed(start, { unit: 'ld-commune-cu-jut' }),
        narrowed(start, { field: 'land' }),
        narrowed(start, { field: 'health', kind: 'business' }),
        narrowed(start, { unit: 'ld-commune-nam-dong', mode: 'kiosk' }),
      ]),
    ]) {
      const rows = new Map<Table, Record<string, string>[]>()
      for (const table of TABLES) {
        if (new URLSearchParams(query).has(PARAMETERS[table]) && table !== 'units' && table !== 'months')
          continue
        rows.set(table, await tableOf(official, table, query).catch(() => []))
      }
      pages.push({ query, rows })
    }
  })
  afterAll(() => app.stop())

  const lines = () =>
    pages.flatMap(({ query, rows }) =>
      [...rows].flatMap(([table, list]) => list.map((row) => ({ query, table, row }))),
    )

  it('has no figure in a file, nor a count', () => {
    const hidden = lines().filter(({ row }) => row['state'] === 'suppressed')
    expect(hidden.length).toBeGreaterThan(30)
    for (const { row } of hidden) {
      expect([
        row['satisfied'],
        row['answered'],
        row['share'],
        row['lower'],
        row['upper'],
        row['evidence'],
      ]).toEqual(['', '', '', '', '', ''])
    }
    for (const { row } of lines().filter(({ row }) => row['state'] === 'measured'))
      expect(Number(row['answered'])).toBeGreaterThanOrEqual(10)
  })

  it('has a page that shows nothing either, whichever way one comes to it', async () => {
    for (const { query, table, row } of lines()) {
      if (row['state'] !== 'suppressed' || row['id']?.startsWith('own:')) continue
      const address = narrowed(query, { [PARAMETERS[table]]: row['id'] ?? '' })
      const page = await pageOf(official, `/dashboard?${address}`)
      expect([address, page.includes('<table'), textOf(page).includes('Không hiển thị')]).toEqual([
        address,
        false,
        true,
      ])
      expect(await tableOf(official, 'units', address).catch(() => [])).toEqual([])
    }
  })

  it('cannot be computed from the rest of its table and the total', async () => {
    for (const { query, rows } of pages) {
      const [total] = await tableOf(official, 'targets', query)
      for (const [table, list] of rows) {
        if (table === 'months') continue
        const hidden = list.filter(({ state }) => state === 'suppressed')
        const shown = list.reduce((sum, { answered }) => sum + Number(answered), 0)
        if (hidden.length > 0) {
          expect([query, table, hidden.length > 1]).toEqual([query, table, true])
          expect(Number(total?.['answered']) - shown).toBeGreaterThanOrEqual(10)
        } else if (list.length > 0)
          expect([query, table, shown]).toEqual([query, table, Number(total?.['answered'])])
      }
    }
  })

  it('is not linked to, and says why it is not there', async () => {
    const page = await pageOf(official, '/dashboard?period=2026-Q1&field=health&kind=business')
    const text = textOf(page)
    expect(text).toContain(
      '«Không hiển thị»: dưới 10 lượt trả lời, hoặc con số này sẽ làm lộ một con số dưới 10.',
    )
    const rows = await tableOf(official, 'units', 'period=2026-Q1&field=health&kind=business')
    for (const { id, state } of rows) {
      const isLinked = page.includes(`unit=${id}&amp;field=health&amp;kind=business`)
      expect([id, isLinked]).toEqual([id, state === 'measured'])
    }
  })
})
