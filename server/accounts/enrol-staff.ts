import type { Databases } from '../../db/connect.ts'
import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { AccessLink } from './link.queries.ts'
import { hashPassword } from './password-hash.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.ts'
import { startSession } from './session.queries.ts'

export interface Enrolment {
  link: AccessLink
  /** The new one; null where the link keeps the one that there is. */
  password: string | null
  /** The time step of the code that proved the authenticator. */
  step: number
  from: AuditOrigin
  userAgent: string
  now: Date
}

/**
 * Uses a link up: password, authenticator app and recovery codes become the new ones, all sessions end, and one begins.
 * @returns null when the link was used meanwhile.
 */
export async function enrolStaff(
  { write }: Databases,
  { link, password, step, from, userAgent, now }: Enrolment,
): Promise<{ sessionToken: string; recoveryCodes: string[] } | null> {
  const newPassword = password === null ? {} : { password_hash: await hashPassword(password) }
  const recoveryCodes = newRecoveryCodes()
  return write.transaction().execute(async (trx) => {
    if (!(await useLink(trx, link.tokenHash))) return null
    const { staffId, totpSecret } = link
    await trx
      .updateTable('staff')
      .set({ ...newPassword, totp_secret: totpSecret, totp_last_step: step })
      .where('id', '=', staffId)
      .execute()
    await trx.deleteFrom('staff_recovery_code').where('staff_id', '=', staffId).execute()
    const codes = recoveryCodes.map((code) => ({ code_hash: recoveryCodeHash(code), staff_id: staffId }))
    await trx.insertInto('staff_recovery_code').values(codes).execute()
    await trx.deleteFrom('staff_session').where('staff_id', '=', staffId).execute()
    const by = { ...from, staffId, login: link.login }
    const action = password === null ? 'staff.factor_renewed' : 'staff.enrolled'
    await recordAudit(trx, by, { action, subject: `staff:${link.login}` }, now)
    const session = { staffId, address: from.address, userAgent, now }
    return { sessionToken: await startSession(trx, session), recoveryCodes }
  })
}

async function useLink(trx: Db, tokenHash: string): Promise<boolean> {
  const rows = await trx
    .deleteFrom('staff_link')
    .where('token_hash', '=', tokenHash)
    .returning('token_hash')
    .execute()
  return rows.length === 1
}
