import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { tableOf } from './reading.ts'

const [A, B, C] = ['ld-commune-dak-mil', 'ld-commune-cu-jut', 'ld-commune-dak-wil'] as const

describe.each(databases)('Answers to single questions cannot be computed, on $name', ({ dialect }) => {
  let app: RunningApp
  let office: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    office = await signedIn(app, { role: 'reform_office' })
    // Few in January; 2025 has many in each month.
    await count(A, 'one-stop-1', 'punctuality', { '2026-01': 5, '2026-02': 140, '2026-03': 155 })
    await count(A, 'one-stop-1', 'access', { '2026-01': 5, '2026-02': 140, '2026-03': 155 })
    for (const item of ['punctuality', 'access', 'overall'])
      await count(A, 'one-stop-1', item, { '2025-01': 50, '2025-02': 140, '2025-03': 155 })
    await count(A, 'one-stop-1', 'overall', { '2026-01': 60, '2026-02': 140, '2026-03': 155 })
    // Two versions that ask one question, in July 2025.
    for (const [unit, first, second] of [
      [A, 50, 4],
      [B, 0, 60],
      [C, 100, 70],
    ] as const) {
      await count(unit, 'one-stop-1', 'overall', { '2025-07': first })
      await count(unit, 'moh-inpatient-1', 'overall', { '2025-07': second })
    }
    // A factor that few answered about at one of three units, in October 2025.
    for (const [unit, answers] of [
      [A, 55],
      [B, 4],
      [C, 75],
    ] as const) {
      await count(unit, 'one-stop-1', 'overall', { '2025-10': 80 })
      await count(unit, 'one-stop-1', 'staff', { '2025-10': answers })
    }
  })
  afterAll(() => app.stop())

  it('from the other months of their quarter', async () => {
    const query = `unit=${A}&version=one-stop-1`
    const states = async (period: string) => [
      await stateOf('punctuality', `period=${period}&${query}`),
      await factorState('access', `period=${period}&unit=${A}`),
    ]
    expect(await states('2026-01')).toEqual(['suppressed', 'suppressed'])
    expect(await states('2026-02')).toEqual(['suppressed', 'suppressed'])
    expect(await states('2026-03')).toEqual(['measured', 'measured'])
    expect(await states('2026-Q1')).toEqual(['measured', 'measured'])
    expect(await states('2025-02')).toEqual(['measured', 'measured'])
  })

  it('nor from any days that are whole months', async () => {
    const query = `unit=${A}&version=one-stop-1`
    for (const days of ['from=2026-02-01&to=2026-03-31', 'from=2026-01-01&to=2026-02-28']) {
      expect(await stateOf('punctuality', `${days}&${query}`)).toBe('suppressed')
      expect(await factorState('access', `${days}&unit=${A}`)).toBe('suppressed')
    }
    expect(await stateOf('punctuality', `from=2025-01-01&to=2025-02-28&${query}`)).toBe('measured')
  })

  it('from another version that asks the same', async () => {
    const states = (version: string) =>
      Promise.all(
        [A, B, C].map((unit) => stateOf('overall', `period=2025-07&unit=${unit}&version=${version}`)),
      )
    const [first, second] = [await states('one-stop-1'), await states('moh-inpatient-1')]
    expect(second.slice(0, 2)).toEqual(['suppressed', 'suppressed'])
    // With A alone hidden, C and the sum would tell A, and A and the dashboard's 54 the 4.
    expect([first[0], first[2]]).toEqual(['suppressed', 'suppressed'])
    expect(await stateOf('overall', 'period=2025-07&version=one-stop-1')).toBe('measured')
  })

  it('from a service factor at the other units', async () => {
    const factors = await Promise.all(
      [A, B, C].map((unit) => factorState('staff', `period=2025-10&unit=${unit}`)),
    )
    expect(factors).toEqual(['suppressed', 'suppressed', 'measured'])
    expect(await factorState('staff', 'period=2025-10')).toBe('measured')
  })

  async function stateOf(item: string, query: string): Promise<string | undefined> {
    const answer = await office.get(`/dashboard/questions.csv?${query}`).expect(200)
    const records: Record<string, string>[] = parse(answer.text, { bom: true, columns: true })
    return records.find((record) => record['item'] === item)?.['state']
  }

  async function factorState(item: string, query: string): Promise<string | undefined> {
    return (await tableOf(office, 'factors', query)).find(({ id }) => id === item)?.['state']
  }

  async function count(unit: string, version: string, item: string, months: Record<string, number>) {
    for (const [month, r5] of Object.entries(months))
      await app.databases.write
        .insertInto('tally_month')
        .values({
          ...{ item, month, unit_id: `${unit}-centre`, instrument_version_id: version },
          ...{
            procedure_field_id: 'health',
            mode: 'phone',
            respondent_kind: 'citizen',
            dossier_link: 'without',
          },
          ...{ r1: 0, r2: 0, r3: 0, r4: 0, r5, no_opinion: 0 },
        })
        .execute()
  }
})
