import {
  type CalendarKind,
  lastDay,
  type Period,
  periodContaining,
  periodKey,
  precedingPeriod,
} from '../statistics/reporting-period.ts'
import type { Words } from './figure-words.ts'
import { dashboardHref, type Question, questionParameters } from './question.ts'

export interface PageLink {
  label: string
  href: string
  current: boolean
}

/** Every way to another period, as links and as forms that work without script. */
export interface PeriodChooser {
  before: PageLink
  /** Null where the period after has not begun. */
  after: PageLink | null
  quick: PageLink[]
  groups: { label: string; options: { value: string; label: string; selected: boolean }[] }[]
  /** First and last day of the period. */
  from: string
  to: string
  /** The other choices, for the forms to carry along. */
  carried: { name: string; value: string }[]
}

/** How many of each kind are offered, counted back from the present one. */
const OFFERED: [kind: CalendarKind, most: number][] = [
  ['quarter', 12],
  ['half', 6],
  ['year', 6],
  ['month', 24],
]

export function periodChooser(
  question: Question,
  { today, firstMonth }: { today: string; firstMonth: string | null },
  words: Words,
): PeriodChooser {
  const { t, format } = words
  const link = (period: Period, label: string): PageLink => ({
    label,
    href: dashboardHref({ ...question, period }),
    current: periodKey(period) === periodKey(question.period),
  })
  const thisOne = (kind: CalendarKind) => periodContaining(today, kind)
  const earlier = precedingPeriod(question.period)
  const later = followingPeriod(question.period)
  const groups = OFFERED.map(([kind, most]) => ({
    label: t(`dashboard:period.${kind}`),
    options: backFrom(thisOne(kind), most, firstMonth).map((period) => option(period)),
  }))
  const isOffered = groups.some(({ options }) => options.some(({ selected }) => selected))
  return {
    before: link(earlier, t('dashboard:period.before', { period: format.period(earlier) })),
    after:
      later === null || later.from > today
        ? null
        : link(later, t('dashboard:period.after', { period: format.period(later) })),
    quick: [
      link(thisOne('month'), t('dashboard:period.this_month')),
      link(thisOne('quarter'), t('dashboard:period.this_quarter')),
      link(precedingPeriod(thisOne('quarter')), t('dashboard:period.last_quarter')),
      link(thisOne('year'), t('dashboard:period.this_year')),
    ],
    groups: isOffered
      ? groups
      : [{ label: t('dashboard:period.chosen'), options: [option(question.period)] }, ...groups],
    from: question.period.from,
    to: lastDay(question.period),
    carried: questionParameters(question)
      .filter(([name]) => name !== 'period')
      .map(([name, value]) => ({ name, value })),
  }

  function option(period: Period) {
    const value = periodKey(period)
    return { value, label: format.period(period), selected: value === periodKey(question.period) }
  }
}

function followingPeriod(period: Period): Period | null {
  return period.kind === 'custom' ? null : periodContaining(period.until, period.kind)
}

function backFrom(latest: Period, most: number, firstMonth: string | null): Period[] {
  const periods = [latest]
  const begins = firstMonth === null ? latest.from : `${firstMonth}-01`
  for (let period = latest; periods.length < most && period.from > begins; periods.push(period))
    period = precedingPeriod(period)
  return periods
}
