import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'

export interface Doing {
  by: AuditOrigin
  now: Date
  /** Whose device it is. */
  unitId: string
}

/** From now on nothing is taken from the device; what it sent stays. */
export async function revokeDevice(db: Db, id: string, { by, now, unitId }: Doing): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const revoked = await trx
      .updateTable('device')
      .set({ revoked_at: now.toISOString() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (revoked)
      await recordAudit(trx, by, { action: 'device.revoked', subject: `device:${id}`, unitId }, now)
  })
}

/** Somebody has looked at an event, and nothing remains to be done. */
export async function settleEvent(
  db: Db,
  deviceId: string,
  eventId: string,
  { by, now, unitId }: Doing,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const settled = await trx
      .updateTable('device_event')
      .set({ settled_at: now.toISOString() })
      .where('id', '=', eventId)
      .where('device_id', '=', deviceId)
      .where('settled_at', 'is', null)
      .returning('kind')
      .executeTakeFirst()
    if (!settled) return
    const change = { action: 'device.event_settled', subject: `device:${deviceId}`, unitId }
    await recordAudit(trx, by, { ...change, after: { event: eventId, kind: settled.kind } }, now)
  })
}
