import { addDays } from '../statistics/civil-date.ts'
import { type Period, periodContaining } from '../statistics/reporting-period.ts'

/** A response counts for a day up to seven days before it arrives (docs/decisions/0003); the eighth day nothing is added. */
const DAYS_UNTIL_SETTLED = 8

/** Whether the figures of a period can no longer change by anybody's answer. */
export function isSettled(period: Period, today: string): boolean {
  return addDays(period.until, DAYS_UNTIL_SETTLED) <= today
}

/** The first day of the first month that can still change. */
export function settledUntil(today: string): string {
  return periodContaining(addDays(today, -DAYS_UNTIL_SETTLED), 'month').from
}
