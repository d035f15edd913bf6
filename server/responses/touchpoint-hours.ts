import { civilDate, hourOfDay } from '../statistics/civil-date.ts'
import type { Submission } from './submission.ts'

export type PlacedResponse = Pick<
  Submission,
  'touchpointCode' | 'respondedOn' | 'respondedAt' | 'receivedAt' | 'deviceId' | 'batchId' | 'uncountedReason'
>

/** How many ratings that count an hour at a touchpoint has more. */
export interface HourChange {
  /** touchpoint, day, hour (0..23) */
  key: readonly [string, string, number]
  responses: number
}

/** What a batch of responses adds to the hours of their touchpoints, in the order of the keys. */
export function touchpointHours(responses: Iterable<PlacedResponse>): HourChange[] {
  const hours = new Map<string, HourChange>()
  for (const response of responses) {
    const { touchpointCode } = response
    const { day, hour } = dayAndHour(response)
    const name = `${touchpointCode}\t${day}\t${hour < 10 ? '0' : ''}${hour}`
    let change = hours.get(name)
    if (!change) {
      change = { key: [touchpointCode, day, hour], responses: 0 }
      hours.set(name, change)
    }
    if (response.uncountedReason === null) change.responses++
  }
  return [...hours].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change)
}

/**
 * What a kiosk kept for days must not look as if it had come at once: its hour is that of the clock by which it signed.
 * A slip has its day. Everything else came when it came, whatever the sender says.
 */
function dayAndHour({ respondedOn, respondedAt, receivedAt, deviceId, batchId }: PlacedResponse) {
  if (deviceId !== null) return { day: respondedOn, hour: hourOfDay(respondedAt ?? receivedAt) }
  const day = batchId === null ? civilDate(new Date(receivedAt)) : respondedOn
  return { day, hour: hourOfDay(receivedAt) }
}
