import type { Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { HttpError } from '../web/http-error.ts'
import { type Doing, type Person, refuseOwnAccount } from './grant-role.ts'
import { issueLink } from './issue-link.ts'

/** Nobody signs in with the account any more, and all its sessions end at once. */
export async function disableStaff(trx: Trx, person: Person, doing: Doing): Promise<void> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await change(trx, person.id, { disabled_at: now.toISOString() })
  await endAccess(trx, person.id)
  await recordAudit(trx, by, { action: 'staff.disabled', subject: `staff:${person.login}` }, now)
}

/** Opens a disabled account again: by a new link, since the old password and second factor are gone. */
export async function resetAccess(trx: Trx, config: Config, person: Person, doing: Doing): Promise<string> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await change(trx, person.id, { disabled_at: null, password_hash: null, totp_secret: null })
  await endAccess(trx, person.id)
  await recordAudit(trx, by, { action: 'staff.access_reset', subject: `staff:${person.login}` }, now)
  return issueLink(trx, config, person.id, now)
}

async function change(
  trx: Trx,
  staffId: string,
  values: { disabled_at: string | null; password_hash?: null; totp_secret?: null },
): Promise<void> {
  const rows = await trx.updateTable('staff').set(values).where('id', '=', staffId).returning('id').execute()
  if (rows.length === 0) throw new HttpError(404, 'not_found')
}

async function endAccess(trx: Trx, staffId: string): Promise<void> {
  for (const table of ['staff_session', 'staff_link', 'staff_recovery_code'] as const) {
    await trx.deleteFrom(table).where('staff_id', '=', staffId).execute()
  }
}
