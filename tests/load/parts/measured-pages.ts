import { addDays, firstOfMonth, monthIndex } from '../../../server/statistics/civil-date.ts'
import { simulatedPeriod } from '../databases/simulated-database.ts'

/** A page and the address of its nth request. */
export interface MeasuredPage {
  name: string
  path(request: number): string
  /** What the p95 may be at the largest size. */
  mostMs: number
}

const DASHBOARD_MS = 150
const DRILL_DOWN_MS = 30

const UNITS = [
  'ld-commune-dak-wil',
  'ld-commune-nam-dong',
  'ld-commune-cu-jut',
  'ld-commune-dak-mil',
] as const
const FIELDS = ['land', 'construction', 'health'] as const

/**
 * Over all simulated months; of the present quarter; and «new»: with a question that was not asked lately, so that
 * nothing that the program keeps in memory can answer it.
 */
export function measuredPages(): MeasuredPage[] {
  const { from, until } = simulatedPeriod()
  const all = { from, to: addDays(until, -1) }
  const drilled = { unit: UNITS[0], field: FIELDS[0] }
  return [
    { name: 'dashboard', path: () => dashboard(all), mostMs: DASHBOARD_MS },
    { name: 'dashboard, this quarter', path: () => dashboard({}), mostMs: DASHBOARD_MS },
    { name: 'dashboard, new', path: (n) => dashboard(someMonths(n)), mostMs: DASHBOARD_MS },
    { name: 'drill-down', path: () => dashboard({ ...all, ...drilled }), mostMs: DRILL_DOWN_MS },
    {
      name: 'drill-down, new',
      path: (n) => dashboard({ ...someMonths(n), unit: nth(UNITS, n), field: nth(FIELDS, n) }),
      mostMs: DRILL_DOWN_MS,
    },
    { name: 'results', path: () => '/results', mostMs: DASHBOARD_MS },
  ]
}

function dashboard(question: Record<string, string>): string {
  return `/dashboard?${new URLSearchParams(question)}`
}

/** One of 144 stretches of whole months, from one to two years less a month long. */
function someMonths(request: number): { from: string; to: string } {
  const n = Math.abs(request)
  const first = monthIndex(simulatedPeriod().from)
  const until = first + 13 + (Math.floor(n / 12) % 12)
  return { from: firstOfMonth(first + (n % 12)), to: addDays(firstOfMonth(until), -1) }
}

function nth(values: readonly string[], n: number): string {
  return values[Math.abs(n) % values.length] ?? ''
}
