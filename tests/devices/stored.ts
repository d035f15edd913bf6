import type { ResponseTable } from '../../db/schema.ts'
import type { JsonAnswer, TestDevice } from '../support/device.ts'
import type { RunningApp } from '../support/running-app.ts'

/** What is stored of a device, by number. */
export function storedOf({ databases }: RunningApp, { deviceId }: TestDevice): Promise<ResponseTable[]> {
  return databases.read
    .selectFrom('response')
    .selectAll()
    .where('device_id', '=', deviceId)
    .orderBy('device_sequence')
    .execute()
}

export interface NotedEvent {
  kind: string
  /** First and last number it is about. */
  sequences: [number | null, number | null]
  times: number
  open: boolean
  detail: Record<string, unknown>
}

export async function eventsOf({ databases }: RunningApp, { deviceId }: TestDevice): Promise<NotedEvent[]> {
  const events = await databases.read
    .selectFrom('device_event')
    .selectAll()
    .where('device_id', '=', deviceId)
    .orderBy('noted_at')
    .orderBy('first_sequence')
    .execute()
  return events.map((event) => ({
    kind: event.kind,
    sequences: [event.first_sequence, event.last_sequence],
    times: event.times,
    open: event.settled_at === null,
    detail: JSON.parse(event.detail),
  }))
}

export function outcomesOf({ body }: JsonAnswer): string[] {
  return body.results.map(({ outcome }: { outcome: string }) => outcome)
}
