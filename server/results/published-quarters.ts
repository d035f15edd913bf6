import { settledUntil } from '../dashboard/settled-period.ts'
import { addDays } from '../statistics/civil-date.ts'
import { type Period, periodContaining, precedingPeriod } from '../statistics/reporting-period.ts'

/** A quarter as the public sees it. */
export interface PublishedQuarter {
  quarter: Period
  /** The days that are counted: its whole months to which no answer can be added any more. */
  counted: Period
  /** Whether these are all its months. */
  isComplete: boolean
}

/**
 * The quarters with public figures, the latest first. Figures move by whole months, once these are settled: who sees a
 * public figure change when one person has answered knows what the person answered.
 */
export function publishedQuarters(firstMonth: string | null, today: string): PublishedQuarter[] {
  const until = settledUntil(today)
  if (firstMonth === null || until <= `${firstMonth}-01`) return []
  const quarters: PublishedQuarter[] = []
  let quarter = periodContaining(addDays(until, -1), 'quarter')
  for (; quarter.until > `${firstMonth}-01`; quarter = precedingPeriod(quarter)) {
    const isComplete = quarter.until <= until
    quarters.push({
      quarter,
      counted: isComplete ? quarter : { kind: 'custom', from: quarter.from, until },
      isComplete,
    })
  }
  return quarters
}
