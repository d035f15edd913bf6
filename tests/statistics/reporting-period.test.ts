import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '../../server/statistics/civil-date.ts'
import {
  type CalendarKind,
  civilDate,
  lastDay,
  monthsOf,
  type Period,
  parsePeriod,
  periodContaining,
  periodKey,
  precedingPeriod,
  splitPeriod,
} from '../../server/statistics/reporting-period.ts'

const CALENDAR: CalendarKind[] = ['month', 'quarter', 'half', 'year']

function period(key: string): Period {
  const parsed = parsePeriod(key)
  if (parsed === null) throw new Error(`no period: ${key}`)
  return parsed
}

const anyDay = fc
  .integer({ min: Date.UTC(2001, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((day) => civilDate(new Date(day * 86_400_000)))

const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.tuple(anyDay, fc.constantFrom(...CALENDAR)).map(([day, kind]) => periodContaining(day, kind)),
  fc.tuple(anyDay, anyDay).map(([a, b]) => period(a < b ? `${a}..${b}` : `${b}..${a}`)),
)

describe('A civil date', () => {
  const instants = [
    '2026-01-31T16:59:59.999Z',
    '2026-01-31T17:00:00.000Z',
    '2025-12-31T16:59:59.999Z',
    '2025-12-31T17:00:00.000Z',
    '2024-02-28T17:00:00.000Z',
    '2026-03-08T07:30:00.000Z',
  ]
  const dates = ['2026-01-31', '2026-02-01', '2025-12-31', '2026-01-01', '2024-02-29', '2026-03-08']

  test.each(['UTC', 'America/New_York', 'Asia/Ho_Chi_Minh'])(
    'turns at midnight in Vietnam on a machine in %s (F62)',
    (timeZone) => {
      const module = new URL('../../server/statistics/reporting-period.ts', import.meta.url).href
      const program = `
        import { civilDate, periodContaining, periodKey } from ${JSON.stringify(module)}
        const dates = ${JSON.stringify(instants)}.map((instant) => civilDate(new Date(instant)))
        const months = dates.map((date) => periodKey(periodContaining(date, 'month')))
        console.log(JSON.stringify({ offset: new Date(2026, 0, 1).getTimezoneOffset(), dates, months }))`
      const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, TZ: timeZone },
        encoding: 'utf8',
      })
      const offset = { UTC: 0, 'America/New_York': 300, 'Asia/Ho_Chi_Minh': -420 }[timeZone]
      expect(JSON.parse(output)).toEqual({ offset, dates, months: dates.map((date) => date.slice(0, 7)) })
    },
  )

  test('of no instant is refused', () => {
    expect(() => civilDate(new Date(Number.NaN))).toThrow(RangeError)
  })
})

describe('A reporting period', () => {
  test.each([
    ['2026-07', '2026-07-01', '2026-08-01'],
    ['2024-02', '2024-02-01', '2024-03-01'],
    ['2025-12', '2025-12-01', '2026-01-01'],
    ['2026-Q1', '2026-01-01', '2026-04-01'],
    ['2026-Q3', '2026-07-01', '2026-10-01'],
    ['2026-Q4', '2026-10-01', '2027-01-01'],
    ['2026-H1', '2026-01-01', '2026-07-01'],
    ['2026-H2', '2026-07-01', '2027-01-01'],
    ['2026', '2026-01-01', '2027-01-01'],
    ['2100', '2100-01-01', '2101-01-01'],
    ['2026-07-05..2026-08-01', '2026-07-05', '2026-08-02'],
    ['2024-02-29..2024-02-29', '2024-02-29', '2024-03-01'],
    ['2000-01-01..2100-12-31', '2000-01-01', '2101-01-01'],
  ])('written %s begins on %s and ends before %s', (key, from, until) => {
    expect(parsePeriod(key)).toMatchObject({ from, until })
    expect(periodKey(period(key))).toBe(key)
  })

  test.each([
    '',
    '26-07',
    '2026-7',
    '2026-00',
    '2026-13',
    '2026-Q0',
    '2026-Q5',
    '2026-q3',
    '2026-H0',
    '2026-H3',
    '2026-07-05',
    '1999',
    '1999-12',
    '2101',
    '2101-Q1',
    '0000',
    '2026-02-30..2026-03-01',
    '2025-02-29..2025-03-01',
    '2026-04-01..2026-04-31',
    '2026-08-02..2026-08-01',
    '1999-12-31..2000-01-01',
    '2100-12-31..2101-01-01',
    '2026-07-05..',
    '..2026-07-05',
    '2026-07-05..2026-08-01..2026-09-01',
    '2026-07-05...2026-08-01',
    ' 2026',
    '2026\n',
    '٢٠٢٦',
  ])('cannot be written %j', (key) => {
    expect(parsePeriod(key)).toBeNull()
  })

  test('contains the day it was asked for, to its last day and not the day after', () => {
    expect(periodKey(periodContaining('2024-02-29', 'month'))).toBe('2024-02')
    expect(periodKey(periodContaining('2026-06-30', 'quarter'))).toBe('2026-Q2')
    expect(periodKey(periodContaining('2026-07-01', 'quarter'))).toBe('2026-Q3')
    expect(periodKey(periodContaining('2026-06-30', 'half'))).toBe('2026-H1')
    expect(periodKey(periodContaining('2026-07-01', 'half'))).toBe('2026-H2')
    expect(periodKey(periodContaining('2026-12-31', 'year'))).toBe('2026')
    expect(periodKey(periodContaining('2027-01-01', 'year'))).toBe('2027')
  })

  test('ends on a day that a person names', () => {
    expect(['2024-02', '2025-02', '2026-Q3', '2026-H1', '2026'].map((key) => lastDay(period(key)))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-09-30',
      '2026-06-30',
      '2026-12-31',
    ])
  })

  test('follows the one before it, over the end of a year too (F63)', () => {
    const keyBefore = (key: string) => periodKey(precedingPeriod(period(key)))
    expect(keyBefore('2026-01')).toBe('2025-12')
    expect(keyBefore('2024-03')).toBe('2024-02')
    expect(keyBefore('2026-Q1')).toBe('2025-Q4')
    expect(keyBefore('2026-H1')).toBe('2025-H2')
    expect(keyBefore('2026')).toBe('2025')
    expect(keyBefore('2024-03-01..2024-03-07')).toBe('2024-02-23..2024-02-29')
  })

  test('and the one before it meet without a gap, whatever the period', () => {
    fc.assert(
      fc.property(anyPeriod, (p) => {
        const before = precedingPeriod(p)
        expect(before.until).toBe(p.from)
        expect(before.kind).toBe(p.kind)
        if (p.kind === 'custom')
          expect(daysBetween(before.from, before.until)).toBe(daysBetween(p.from, p.until))
      }),
    )
  })

  test('comes back from its key as it went in, whatever the period', () => {
    fc.assert(
      fc.property(anyPeriod, (p) => {
        expect(parsePeriod(periodKey(p))).toEqual(p)
      }),
    )
  })

  test('has no room for another between the days of one kind', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...CALENDAR), (day, kind) => {
        const p = periodContaining(day, kind)
        expect(p.from <= day && day < p.until).toBe(true)
        expect(periodContaining(p.until, kind).from).toBe(p.until)
      }),
    )
  })
})

describe('A period read from tallies', () => {
  test('has the months of its chart, partly covered ones too', () => {
    expect(monthsOf(period('2026-Q3'))).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(monthsOf(period('2025-12-31..2026-02-01'))).toEqual(['2025-12', '2026-01', '2026-02'])
    expect(monthsOf(period('2026'))).toHaveLength(12)
  })

  test('of the calendar is whole months only', () => {
    expect(splitPeriod(period('2026-H1'))).toEqual({
      months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
      days: [],
    })
  })

  test('of any days is whole months and the days at either end', () => {
    expect(splitPeriod(period('2026-01-15..2026-04-02'))).toEqual({
      months: ['2026-02', '2026-03'],
      days: [
        { from: '2026-01-15', until: '2026-02-01' },
        { from: '2026-04-01', until: '2026-04-03' },
      ],
    })
    expect(splitPeriod(period('2024-02-01..2024-02-28')).months).toEqual([])
    expect(splitPeriod(period('2024-02-01..2024-02-29')).months).toEqual(['2024-02'])
  })

  test('without a whole month is one range of days', () => {
    expect(splitPeriod(period('2026-07-05..2026-07-20'))).toEqual({
      months: [],
      days: [{ from: '2026-07-05', until: '2026-07-21' }],
    })
    expect(splitPeriod(period('2026-07-05..2026-08-01')).days).toEqual([
      { from: '2026-07-05', until: '2026-08-02' },
    ])
  })

  test('loses no day and counts none twice, whatever the period', () => {
    fc.assert(
      fc.property(anyPeriod, (p) => {
        const { months, days } = splitPeriod(p)
        const ranges = [...months.map(period), ...days].sort((a, b) => (a.from < b.from ? -1 : 1))
        expect(ranges.at(0)?.from).toBe(p.from)
        expect(ranges.at(-1)?.until).toBe(p.until)
        expect(ranges.slice(1).map((range) => range.from)).toEqual(
          ranges.slice(0, -1).map((range) => range.until),
        )
      }),
    )
  })
})

describe('A period outside the years 2000 to 2100', () => {
  test.each([
    '9999',
    '9999-12',
    '9999-Q4',
    '9999-H2',
    '1999',
    '2101-01',
    '2000-01-01..9999-12-31',
    '1999-12-31..2000-01-01',
  ])('%s is no period', (key) => {
    expect(parsePeriod(key)).toBeNull()
  })
})
