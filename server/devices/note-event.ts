import { randomUUID } from 'node:crypto'
import type { DeviceEventKind, Trx } from '../../db/schema.ts'

export interface DeviceAlarm {
  kind: DeviceEventKind
  /** The numbers of the responses it is about. */
  sequences?: readonly number[]
  detail?: object
}

/** Raises an alarm, or counts it once more while it is open: a kiosk that goes wrong does so again and again. */
export async function raiseAlarm(
  trx: Trx,
  deviceId: string,
  { kind, sequences = [], detail = {} }: DeviceAlarm,
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  const open = await trx
    .selectFrom('device_event')
    .select(['id', 'first_sequence', 'last_sequence'])
    .where('device_id', '=', deviceId)
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  const seen = [open?.first_sequence, open?.last_sequence, ...sequences].filter((one) => one != null)
  const about = {
    last_noted_at: at,
    first_sequence: seen.length > 0 ? Math.min(...seen) : null,
    last_sequence: seen.length > 0 ? Math.max(...seen) : null,
    detail: JSON.stringify(detail),
  }
  if (open) {
    await trx
      .updateTable('device_event')
      .set((eb) => ({ ...about, times: eb('times', '+', 1) }))
      .where('id', '=', open.id)
      .execute()
    return
  }
  await trx
    .insertInto('device_event')
    .values({
      ...about,
      id: randomUUID(),
      device_id: deviceId,
      kind,
      noted_at: at,
      times: 1,
      occurred_at: null,
      settled_at: null,
    })
    .execute()
}

/** What an alarm was about is over: its events need nobody any more. */
export async function settleAlarm(
  trx: Trx,
  deviceId: string,
  kind: DeviceEventKind,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('device_event')
    .set({ settled_at: now.toISOString() })
    .where('device_id', '=', deviceId)
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .execute()
}
