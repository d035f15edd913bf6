import { addDays, type CivilDate } from '../statistics/civil-date.ts'
import type { Period } from '../statistics/reporting-period.ts'

const DAYS = 7

/** The seven civil days that end today: any week of the calendar would be almost empty on a Monday. */
export function weekUntil(today: CivilDate): Period {
  return { kind: 'custom', from: addDays(today, 1 - DAYS), until: addDays(today, 1) }
}

export function daysOfWeek({ from }: Period): CivilDate[] {
  return Array.from({ length: DAYS }, (_, day) => addDays(from, day))
}
