import type { Db, Instant } from '../../db/schema.ts'

/** An enrolled kiosk or tablet. */
export interface Device {
  id: string
  touchpointCode: string
  /** SPKI, base64url. */
  publicKey: string
  revokedAt: Instant | null
}

export function findDevice(db: Db, id: string): Promise<Device | undefined> {
  return db
    .selectFrom('device')
    .select(['id', 'touchpoint_code as touchpointCode', 'public_key as publicKey', 'revoked_at as revokedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The highest number of a response that the server knows to exist. */
export async function lastSequenceOf(db: Db, deviceId: string): Promise<number> {
  const device = await db
    .selectFrom('device')
    .select('last_sequence')
    .where('id', '=', deviceId)
    .executeTakeFirstOrThrow()
  return device.last_sequence
}

/** The hashes that are known of some responses of a device, by number. */
export async function knownHashes(
  db: Db,
  deviceId: string,
  sequences: readonly number[],
): Promise<Map<number, Set<string>>> {
  const links = await db
    .selectFrom('device_link')
    .select(['sequence', 'hash'])
    .where('device_id', '=', deviceId)
    .where('sequence', 'in', sequences)
    .execute()
  const known = new Map<number, Set<string>>()
  for (const { sequence, hash } of links) known.set(sequence, (known.get(sequence) ?? new Set()).add(hash))
  return known
}

/** How a device is, for those who look after it. */
export interface DeviceState extends Omit<Device, 'publicKey'> {
  name: string | null
  enrolledAt: Instant
  lastSequence: number
  lastContactAt: Instant
  skewMs: number | null
  version: string | null
  queueLength: number | null
  deadLetters: number | null
  batteryPercent: number | null
}

/** Those that were revoked too: what they never sent is still missing. */
export function listDevices(db: Db): Promise<DeviceState[]> {
  return deviceStates(db).orderBy('enrolled_at').orderBy('id').execute()
}

export function findDeviceState(db: Db, id: string): Promise<DeviceState | undefined> {
  return deviceStates(db).where('id', '=', id).executeTakeFirst()
}

function deviceStates(db: Db) {
  return db
    .selectFrom('device')
    .select([
      'id',
      'touchpoint_code as touchpointCode',
      'name',
      'enrolled_at as enrolledAt',
      'revoked_at as revokedAt',
      'last_sequence as lastSequence',
      'last_contact_at as lastContactAt',
      'skew_ms as skewMs',
      'version',
      'queue_length as queueLength',
      'dead_letters as deadLetters',
      'battery_percent as batteryPercent',
    ])
}

/** For the router, which asks whether somebody may see this unit. */
export async function unitOfDevice(db: Db, id: string): Promise<string | undefined> {
  const device = await db
    .selectFrom('device')
    .innerJoin('touchpoint', 'touchpoint.code', 'device.touchpoint_code')
    .select('touchpoint.unit_id as unitId')
    .where('device.id', '=', id)
    .executeTakeFirst()
  return device?.unitId
}
