import type { Db, TouchpointTable } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { enrolmentCodeHash, newEnrolmentCode } from './enrolment-code.ts'

export const VALID_MINUTES = 30
const MINUTE_MS = 60_000

/** Whether a kiosk or tablet can be enrolled there: a printed code has no device, and what is over needs none. */
export function takesDevices(
  touchpoint: Pick<TouchpointTable, 'kind' | 'mode' | 'valid_until'>,
  now: Date,
): boolean {
  const isOver = touchpoint.valid_until !== null && touchpoint.valid_until <= civilDate(now)
  return touchpoint.kind !== 'qr' && touchpoint.mode === null && !isOver
}

/** Makes a one-time code for the devices of a touchpoint. Only its hash is kept. @returns the code, or undefined where none can be enrolled. */
export async function issueEnrolmentCode(
  db: Db,
  touchpointCode: string,
  by: AuditOrigin,
  now: Date,
): Promise<string | undefined> {
  const touchpoint = await db
    .selectFrom('touchpoint')
    .select(['kind', 'mode', 'valid_until', 'unit_id'])
    .where('code', '=', touchpointCode)
    .executeTakeFirst()
  if (!touchpoint || !takesDevices(touchpoint, now)) return undefined

  const code = newEnrolmentCode()
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('device_enrolment')
      .values({
        code_hash: enrolmentCodeHash(code),
        touchpoint_code: touchpointCode,
        made_at: now.toISOString(),
        expires_at: new Date(now.getTime() + VALID_MINUTES * MINUTE_MS).toISOString(),
        used_at: null,
        device_id: null,
      })
      .execute()
    await recordAudit(
      trx,
      by,
      {
        action: 'device.code_issued',
        subject: `touchpoint:${touchpointCode}`,
        unitId: touchpoint.unit_id,
      },
      now,
    )
  })
  return code
}
