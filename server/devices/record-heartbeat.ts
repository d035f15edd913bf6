import type { Db, Trx } from '../../db/schema.ts'
import { isSkewed, skewMs } from './device-clock.ts'
import type { DeviceReport, Heartbeat } from './heartbeat.input.ts'
import { raiseAlarm, settleAlarm } from './note-event.ts'
import { openGap } from './note-gaps.ts'

/** Notes how a device is. One that comes again, or late, changes nothing. */
export function recordHeartbeat(db: Db, deviceId: string, heartbeat: Heartbeat, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const skew = skewMs(heartbeat.sentAt, now)
    const device = await trx
      .updateTable('device')
      .set({
        heartbeat_number: heartbeat.number,
        heartbeat_at: now.toISOString(),
        last_contact_at: now.toISOString(),
        skew_ms: skew,
        version: heartbeat.version,
        queue_length: heartbeat.queueLength,
        dead_letters: heartbeat.deadLetters,
        battery_percent: heartbeat.batteryPercent,
      })
      .where('id', '=', deviceId)
      .where('heartbeat_number', '<', heartbeat.number)
      .returning('last_sequence')
      .executeTakeFirst()
    if (!device) return

    await addReports(trx, deviceId, heartbeat.events, now)
    if (isSkewed(skew)) await raiseAlarm(trx, deviceId, { kind: 'clock_skew', detail: { skewMs: skew } }, now)
    else await settleAlarm(trx, deviceId, 'clock_skew', now)
    await noteVanished(trx, deviceId, heartbeat, device.last_sequence, now)
  })
}

/** What the device has given a number, neither sent nor keeps: its storage was cleared, or somebody cleared it. */
async function noteVanished(
  trx: Trx,
  deviceId: string,
  { lastSequence, queueLength, deadLetters }: Heartbeat,
  known: number,
  now: Date,
): Promise<void> {
  if (lastSequence - known <= queueLength + deadLetters) return
  await openGap(trx, deviceId, { first: known + 1, last: lastSequence, lastHash: null }, now)
  await trx.updateTable('device').set({ last_sequence: lastSequence }).where('id', '=', deviceId).execute()
}

async function addReports(
  trx: Trx,
  deviceId: string,
  reports: readonly DeviceReport[],
  now: Date,
): Promise<void> {
  if (reports.length === 0) return
  const at = now.toISOString()
  await trx
    .insertInto('device_event')
    .values(
      reports.map((report) => ({
        id: report.id,
        device_id: deviceId,
        kind: report.kind,
        noted_at: at,
        last_noted_at: at,
        times: 1,
        occurred_at: report.at,
        first_sequence: null,
        last_sequence: null,
        detail: JSON.stringify(report.detail),
        settled_at: needsSomebody(report) ? null : at,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

function needsSomebody(report: DeviceReport): boolean {
  if (report.kind === 'self_test') return !canGiveEvery(report.detail)
  return report.kind === 'storage_full' || report.kind === 'dead_letter'
}

/** A kiosk that found no scale at all says that it has none of 0 levels. */
function canGiveEvery({ ratings, levels }: { ratings: readonly number[]; levels: number }): boolean {
  return levels > 0 && new Set(ratings.filter((rating) => rating <= levels)).size === levels
}
