import { civilDate, timeOfDay } from '../statistics/civil-date.ts'
import type { Interval } from '../statistics/proportion.ts'
import { lastDay, type Period, periodKey } from '../statistics/reporting-period.ts'
import { exactPercent } from './exact-percent.ts'
import type { Locale, Translate } from './i18n.ts'

/** How numbers, dates and periods are written in one language. */
export interface Format {
  /** 36525 → 36.525 */
  count(count: number): string
  /** 8266 of 10000 → 82,66%, never rounded to the other side of `threshold` (percent). */
  share(share: { satisfied: number; answered: number }, threshold?: number | null): string
  /** Bounds of a share (0..1) in percent: 81,9–83,4 */
  interval(interval: Interval): string
  /** 85.5 → 85,5 */
  number(number: number): string
  /** A number that is a percentage already: 90 → 90% */
  percent(percent: number): string
  /** A difference of percentages, with its sign: +1,25 điểm % */
  points(points: number): string
  /** 2022-11-04 → 04/11/2022 */
  date(date: string): string
  /** An instant, as people in Vietnam read it from a clock: 09:30 24/11/2026 */
  instant(instant: string): string
  /** 2026-07 → 07/2026 */
  month(month: string): string
  /** Quý I/2026, 6 tháng đầu năm 2026, 05/07/2026–01/08/2026 */
  period(period: Period): string
}

const TAGS = { vi: 'vi-VN', en: 'en-GB' } as const
const DECIMAL = { vi: ',', en: '.' } as const

const known = new WeakMap<Translate, Format>()

/** Made once for each language: making Intl objects costs more than using them. */
export function formatFor(locale: Locale, t: Translate): Format {
  const format = known.get(t) ?? makeFormat(locale, t)
  known.set(t, format)
  return format
}

function makeFormat(locale: Locale, t: Translate): Format {
  const whole = new Intl.NumberFormat(TAGS[locale])
  const tenths = new Intl.NumberFormat(TAGS[locale], { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const upToHundredths = new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 2 })
  const signed = new Intl.NumberFormat(TAGS[locale], {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })
  const date = (civil: string) => civil.split('-').reverse().join('/')
  return {
    count: (count) => whole.format(count),
    share: ({ satisfied, answered }, threshold) =>
      `${exactPercent(satisfied, answered, threshold ?? null).replace('.', DECIMAL[locale])}%`,
    interval: ({ lower, upper }) => `${tenths.format(lower * 100)}–${tenths.format(upper * 100)}`,
    number: (number) => upToHundredths.format(number),
    percent: (percent) => `${upToHundredths.format(percent)}%`,
    points: (points) => t('format:points', { points: signed.format(points).replace('-', '−') }),
    date,
    instant: (text) => `${timeOfDay(new Date(text))} ${date(civilDate(new Date(text)))}`,
    month: (month) => date(month),
    period: (period) => periodName(period, t, date),
  }
}

const ROMAN = ['I', 'II', 'III', 'IV'] as const

function periodName(period: Period, t: Translate, date: (civil: string) => string): string {
  const [year = '', part = ''] = periodKey(period).split('-')
  switch (period.kind) {
    case 'month':
      return t('format:period.month', { month: Number(part), year })
    case 'quarter':
      return t('format:period.quarter', { quarter: ROMAN[Number(part.slice(1)) - 1], year })
    case 'half':
      return part === 'H1'
        ? t('format:period.first_half', { year })
        : t('format:period.second_half', { year })
    case 'year':
      return t('format:period.year', { year })
    case 'custom':
      return period.from === lastDay(period)
        ? date(period.from)
        : `${date(period.from)}–${date(lastDay(period))}`
  }
}
