import { addDays, type CivilDate, daysBetween, firstOfMonth, isCivilDate, monthIndex } from './civil-date.ts'

export { type CivilDate, civilDate } from './civil-date.ts'

const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const

/** Kinds that are fixed by the calendar. */
export type CalendarKind = keyof typeof MONTHS
export type PeriodKind = CalendarKind | 'custom'

/** Days that a figure covers, half-open: `from` is the first day, `until` the day after the last. */
export interface Period {
  kind: PeriodKind
  from: CivilDate
  until: CivilDate
}

/** The calendar period of that kind in which a civil date lies. */
export function periodContaining(date: CivilDate, kind: CalendarKind): Period {
  const length = MONTHS[kind]
  const index = monthIndex(date)
  const first = index - (index % length)
  return { kind, from: firstOfMonth(first), until: firstOfMonth(first + length) }
}

/** The period before, ending where this one begins: the same kind, or as many days for a custom period. */
export function precedingPeriod(period: Period): Period {
  if (period.kind !== 'custom') return periodContaining(addDays(period.from, -1), period.kind)
  const days = daysBetween(period.from, period.until)
  return { kind: 'custom', from: addDays(period.from, -days), until: period.from }
}

/** The last day that belongs to the period, as a person names its end. */
export function lastDay(period: Period): CivilDate {
  return addDays(period.until, -1)
}

/** The period as written in URLs: 2026-07, 2026-Q3, 2026-H1, 2026, or 2026-07-05..2026-08-01 (last day included). */
export function periodKey(period: Period): string {
  const year = period.from.slice(0, 4)
  const ordinal = (length: number) => Math.floor((monthIndex(period.from) % 12) / length) + 1
  switch (period.kind) {
    case 'month':
      return period.from.slice(0, 7)
    case 'quarter':
      return `${year}-Q${ordinal(MONTHS.quarter)}`
    case 'half':
      return `${year}-H${ordinal(MONTHS.half)}`
    case 'year':
      return year
    case 'custom':
      return `${period.from}..${lastDay(period)}`
  }
}

/** The period that a key of `periodKey` names; null for anything else, and outside the years 2000 to 2100. */
export function parsePeriod(key: string): Period | null {
  return key.includes('..') ? parseCustom(key) : parseCalendar(key)
}

/** Consecutive civil days, half-open. */
export interface DayRange {
  from: CivilDate
  until: CivilDate
}

/** A period as whole months (`YYYY-MM`) and the days left over, which are in no whole month of it. */
export interface SplitPeriod {
  months: string[]
  days: DayRange[]
}

/** The months (`YYYY-MM`) in which the period has at least one day, in order: the points of a monthly chart. */
export function monthsOf(period: Period): string[] {
  const months: string[] = []
  for (let index = monthIndex(period.from); index <= monthIndex(lastDay(period)); index++)
    months.push(firstOfMonth(index).slice(0, 7))
  return months
}

/** Splits a period so that its whole months are read from monthly tallies and only the rest from daily ones. */
export function splitPeriod(period: Period): SplitPeriod {
  const split: SplitPeriod = { months: [], days: [] }
  for (const month of monthsOf(period)) {
    const first = `${month}-01`
    const next = firstOfMonth(monthIndex(month) + 1)
    if (period.from <= first && next <= period.until) split.months.push(month)
    else addRange(split.days, later(period.from, first), earlier(period.until, next))
  }
  return split
}

function parseCalendar(key: string): Period | null {
  const parts = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?$/.exec(key)
  if (parts === null) return null
  const [, year = '', month, quarter, half] = parts
  if (!isInRange(`${year}-01-01`)) return null
  const period = (kind: CalendarKind, ordinal: number) =>
    periodContaining(firstOfMonth(Number(year) * 12 + (ordinal - 1) * MONTHS[kind]), kind)
  if (month !== undefined) return isCivilDate(`${year}-${month}-01`) ? period('month', Number(month)) : null
  if (quarter !== undefined) return period('quarter', Number(quarter))
  if (half !== undefined) return period('half', Number(half))
  return period('year', 1)
}

function parseCustom(key: string): Period | null {
  const [from = '', last = '', ...rest] = key.split('..')
  if (rest.length > 0 || !isCivilDate(from) || !isCivilDate(last) || from > last) return null
  if (!isInRange(from) || !isInRange(last)) return null
  return { kind: 'custom', from, until: addDays(last, 1) }
}

/** Years of four digits, so that dates sort as texts. */
export function isInRange(date: CivilDate): boolean {
  return date >= '2000-01-01' && date <= '2100-12-31'
}

/** One query instead of two where the end of one month meets the beginning of the next. */
function addRange(ranges: DayRange[], from: CivilDate, until: CivilDate): void {
  const last = ranges.at(-1)
  if (last?.until === from) last.until = until
  else ranges.push({ from, until })
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b
}

function later(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b
}
