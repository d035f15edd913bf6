import { hourOfDay } from '../statistics/civil-date.ts'
import type { Submission } from './submission.ts'

export type PlacedResponse = Pick<
  Submission,
  'touchpointCode' | 'respondedOn' | 'respondedAt' | 'receivedAt' | 'deviceId' | 'uncountedReason'
>

/** How many ratings that count an hour at a touchpoint has more. */
export interface HourChange {
  /** touchpoint, day, hour (0..23) */
  key: readonly [string, string, number]
  responses: number
}

/**
 * What a batch of responses adds to the hours of their touchpoints, in the order of the keys. The day is the one that they
 * count for. The hour is that of the device's clock where a device signed it, so that what a kiosk kept for days does
 * not look as if it had come at once; otherwise the one in which it came, whatever the sender says.
 */
export function touchpointHours(responses: Iterable<PlacedResponse>): HourChange[] {
  const hours = new Map<string, HourChange>()
  for (const response of responses) {
    const { touchpointCode, respondedOn } = response
    const hour = hourOfDay(givenAt(response))
    const name = `${touchpointCode}\t${respondedOn}\t${hour < 10 ? '0' : ''}${hour}`
    let change = hours.get(name)
    if (!change) {
      change = { key: [touchpointCode, respondedOn, hour], responses: 0 }
      hours.set(name, change)
    }
    if (response.uncountedReason === null) change.responses++
  }
  return [...hours].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change)
}

function givenAt({ deviceId, respondedAt, receivedAt }: PlacedResponse): string {
  return deviceId === null ? receivedAt : (respondedAt ?? receivedAt)
}
