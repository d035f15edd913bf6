import { randomUUID } from 'node:crypto'
import { isUniqueViolation } from '../../db/portable.ts'
import type { Db, Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { EnrolmentInput } from './enrolment.input.ts'
import { enrolmentCodeHash } from './enrolment-code.ts'

export interface Enrolled {
  deviceId: string
  touchpointCode: string
}

/**
 * Takes a device in for the code that its touchpoint was given, which is used up by that. The same device with the same
 * code once more has not heard the answer, and gets it again.
 * @returns what is wrong when it is not taken: never what about the code.
 */
export async function enrolDevice(
  db: Db,
  input: EnrolmentInput,
  by: AuditOrigin,
  now: Date,
): Promise<Enrolled | 'code' | 'publicKey'> {
  const codeHash = enrolmentCodeHash(input.code)
  try {
    return await db
      .transaction()
      .execute(
        async (trx) =>
          (await enrolledBefore(trx, codeHash, input.publicKey, now)) ??
          (await enrolNow(trx, codeHash, input, by, now)) ??
          'code',
      )
  } catch (error) {
    if (isUniqueViolation(error)) return 'publicKey'
    throw error
  }
}

function enrolledBefore(
  trx: Trx,
  codeHash: string,
  publicKey: string,
  now: Date,
): Promise<Enrolled | undefined> {
  return trx
    .selectFrom('device_enrolment')
    .innerJoin('device', 'device.id', 'device_enrolment.device_id')
    .select(['device.id as deviceId', 'device.touchpoint_code as touchpointCode'])
    .where('code_hash', '=', codeHash)
    .where('public_key', '=', publicKey)
    .where('expires_at', '>', now.toISOString())
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

async function enrolNow(
  trx: Trx,
  codeHash: string,
  { publicKey, name }: EnrolmentInput,
  by: AuditOrigin,
  now: Date,
): Promise<Enrolled | undefined> {
  const at = now.toISOString()
  // One statement decides who of several gets the code.
  const enrolment = await trx
    .updateTable('device_enrolment')
    .set({ used_at: at })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('touchpoint_code')
    .executeTakeFirst()
  if (!enrolment) return undefined

  const deviceId = randomUUID()
  const touchpointCode = enrolment.touchpoint_code
  await trx
    .insertInto('device')
    .values({
      id: deviceId,
      touchpoint_code: touchpointCode,
      name,
      public_key: publicKey,
      enrolled_at: at,
      last_sequence: 0,
      last_contact_at: at,
      heartbeat_number: 0,
    })
    .execute()
  await trx
    .updateTable('device_enrolment')
    .set({ device_id: deviceId })
    .where('code_hash', '=', codeHash)
    .execute()
  const { unit_id: unitId } = await trx
    .selectFrom('touchpoint')
    .select('unit_id')
    .where('code', '=', touchpointCode)
    .executeTakeFirstOrThrow()
  await recordAudit(
    trx,
    by,
    {
      action: 'device.enrolled',
      subject: `device:${deviceId}`,
      unitId,
      after: { touchpoint: touchpointCode, name },
    },
    now,
  )
  return { deviceId, touchpointCode }
}
