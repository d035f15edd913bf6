import type { Instant } from '../../db/schema.ts'
import { civilDate, timeOfDay, weekdayIndex } from '../statistics/civil-date.ts'
import { type OpeningHours, WEEKDAYS } from '../touchpoints/opening-hours.ts'

const SILENT_AFTER_MS = 10 * 60 * 1000

/**
 * Whether a kiosk should have been heard of: for ten minutes it was not, while its place was open. Switched off over
 * night is not silent. A place that states no hours is taken as always open.
 */
export function isSilent(lastContactAt: Instant, hours: OpeningHours | null, now: Date): boolean {
  const since = new Date(now.getTime() - SILENT_AFTER_MS)
  return Date.parse(lastContactAt) < since.getTime() && (hours === null || wasOpen(hours, since, now))
}

function wasOpen(hours: OpeningHours, from: Date, until: Date): boolean {
  if (civilDate(from) !== civilDate(until)) return false
  const weekday = WEEKDAYS[weekdayIndex(civilDate(from))]
  const sessions = (weekday && hours[weekday]) ?? []
  return sessions.some((one) => one.from <= timeOfDay(from) && timeOfDay(until) < one.until)
}
