import type { Db, Instant } from '../../db/schema.ts'

/** An enrolled kiosk or tablet. */
export interface Device {
  id: string
  touchpointCode: string
  /** SPKI, base64url. */
  publicKey: string
  enrolledAt: Instant
  revokedAt: Instant | null
}

export function findDevice(db: Db, id: string): Promise<Device | undefined> {
  return db
    .selectFrom('device')
    .select([
      'id',
      'touchpoint_code as touchpointCode',
      'public_key as publicKey',
      'enrolled_at as enrolledAt',
      'revoked_at as revokedAt',
    ])
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
