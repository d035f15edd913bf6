import { addDays } from '../../../server/statistics/civil-date.ts'
import { simulatedPeriod } from '../databases/simulated-database.ts'

export interface MeasuredPage {
  name: 'dashboard' | 'drill-down' | 'results'
  path: string
  /** What the p95 may be at the largest size. */
  mostMs: number
}

const DRILLED_UNIT = 'ld-commune-dak-wil'
const DRILLED_FIELD = 'land'

/** The pages over all months that were simulated, and one unit and one field of them. */
export function measuredPages(): MeasuredPage[] {
  const { from, until } = simulatedPeriod()
  const period = new URLSearchParams({ from, to: addDays(until, -1) })
  const drilled = new URLSearchParams([...period, ['unit', DRILLED_UNIT], ['field', DRILLED_FIELD]])
  return [
    { name: 'dashboard', path: `/dashboard?${period}`, mostMs: 150 },
    { name: 'drill-down', path: `/dashboard?${drilled}`, mostMs: 30 },
    { name: 'results', path: `/results?${period}`, mostMs: 150 },
  ]
}
