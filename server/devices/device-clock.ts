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

/** Whether a device can have given a response at that time: after its enrolment, and not in the future. */
export function isPossible(at: Instant, enrolledAt: Instant, now: Date): boolean {
  const instant = Date.parse(at)
  return (
    instant >= Date.parse(enrolledAt) - CLOCK_TOLERANCE_MS && instant <= now.getTime() + CLOCK_TOLERANCE_MS
  )
}
