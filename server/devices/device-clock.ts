import type { Instant } from '../../db/schema.ts'

/** How far a device's clock may be off before somebody is told, and before it decides no day any more. */
export const CLOCK_TOLERANCE_MS = 10 * 60 * 1000

/** How far the device's clock was ahead when it sent. */
export function skewMs(sentAt: Instant, now: Date): number {
  return Date.parse(sentAt) - now.getTime()
}

export function isSkewed(skew: number): boolean {
  return Math.abs(skew) > CLOCK_TOLERANCE_MS
}

/** No kiosk is that long without a network and comes back with its queue: such a time is a clock that was wrong. */
const OLDEST_POSSIBLE_MS = 90 * 24 * 60 * 60 * 1000

/** Whether a response that arrives now can have been given at that time by the device's clock. */
export function isPossible(at: Instant, now: Date): boolean {
  const age = now.getTime() - Date.parse(at)
  return age >= -CLOCK_TOLERANCE_MS && age <= OLDEST_POSSIBLE_MS
}
