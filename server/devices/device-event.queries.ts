import type { Db, DeviceEventKind, Instant } from '../../db/schema.ts'

/** What one page shows at most; what nobody has settled comes first. */
const MOST_SHOWN = 200

/** What happened with a device. */
export interface DeviceEvent {
  id: string
  kind: DeviceEventKind
  notedAt: Instant
  lastNotedAt: Instant
  times: number
  occurredAt: Instant | null
  firstSequence: number | null
  lastSequence: number | null
  /** Its shape by kind: what a heartbeat or the server's alarm put there. */
  detail: Readonly<Record<string, unknown>>
  settledAt: Instant | null
}

export async function listEvents(db: Db, deviceId: string): Promise<DeviceEvent[]> {
  const rows = await db
    .selectFrom('device_event')
    .selectAll()
    .where('device_id', '=', deviceId)
    .orderBy((eb) => eb.case().when('settled_at', 'is', null).then(0).else(1).end())
    .orderBy('last_noted_at', 'desc')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    notedAt: row.noted_at,
    lastNotedAt: row.last_noted_at,
    times: row.times,
    occurredAt: row.occurred_at,
    firstSequence: row.first_sequence,
    lastSequence: row.last_sequence,
    detail: JSON.parse(row.detail),
    settledAt: row.settled_at,
  }))
}

/** How many things of a device nobody has settled, missing responses apart from the rest. */
export interface OpenEvents {
  gaps: number
  alarms: number
}

/** By device. */
export async function countOpenEvents(db: Db): Promise<Map<string, OpenEvents>> {
  const rows = await db
    .selectFrom('device_event')
    .select(['device_id', 'kind', (eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .where('settled_at', 'is', null)
    .groupBy(['device_id', 'kind'])
    .execute()
  const open = new Map<string, { gaps: number; alarms: number }>()
  for (const { device_id, kind, count } of rows) {
    const { gaps, alarms } = open.get(device_id) ?? { gaps: 0, alarms: 0 }
    open.set(device_id, kind === 'gap' ? { gaps: gaps + count, alarms } : { gaps, alarms: alarms + count })
  }
  return open
}
