import type { CivilDate } from '../../db/schema.ts'
import { civilDate } from '../statistics/reporting-period.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A phone without network may send some days later; older claims are not believed. */
const OLDEST_BELIEVED_MS = 7 * DAY_MS
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

/** The civil day a response counts for: the device's, where it is believable, else the day it was received. */
export function countedDay(respondedAt: Date | null, receivedAt: Date): CivilDate {
  const age = respondedAt && receivedAt.getTime() - respondedAt.getTime()
  const believable = age !== null && age >= -CLOCK_TOLERANCE_MS && age <= OLDEST_BELIEVED_MS
  return civilDate(believable && age > 0 ? new Date(receivedAt.getTime() - age) : receivedAt)
}
