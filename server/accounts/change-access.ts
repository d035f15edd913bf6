import { lockAccounts } from '../../db/portable.ts'
import type { Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { HttpError } from '../web/http-error.ts'
import { type Doing, type Person, refuseOwnAccount } from './grant-role.ts'
import { issueLink } from './issue-link.ts'
import { keepAnAdministrator } from './keep-an-administrator.ts'

/** What lets somebody in, beside password and authenticator app. */
const ACCESS = [
  'staff_session',
  'staff_link',
  'staff_recovery_code',
  'staff_passkey',
  'staff_identity',
] as const

/** Nobody signs in with the account any more, and all its sessions end at once. */
export async function disableStaff(trx: Trx, person: Person, doing: Doing): Promise<void> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await lockAccounts(trx)
  await change(trx, person.id, { disabled_at: now.toISOString() })
  await endAccess(trx, person.id)
  await keepAnAdministrator(trx, now)
  await recordAudit(trx, by, { action: 'staff.disabled', subject: `staff:${person.login}` }, now)
}

/** Opens a disabled account again: by a new link, since the old password and second factor are gone. */
export async function resetAccess(trx: Trx, config: Config, person: Person, doing: Doing): Promise<string> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await lockAccounts(trx)
  await change(trx, person.id, { disabled_at: null, password_hash: null, totp_secret: null })
  await endAccess(trx, person.id)
  await recordAudit(trx, by, { action: 'staff.access_reset', subject: `staff:${person.login}` }, now)
  return issueLink(trx, config, person.id, now)
}

/**
 * Ends the second factor and with it every session; the password stays. By the link that is made its owner adds a new
 * authenticator app, with the password.
 */
export async function resetSecondFactor(
  trx: Trx,
  config: Config,
  person: Person,
  doing: Doing,
): Promise<string> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await lockAccounts(trx)
  const rows = await trx
    .updateTable('staff')
    .set({ totp_secret: null })
    .where('id', '=', person.id)
    .where('disabled_at', 'is', null)
    // Who has no password yet needs a link that sets one.
    .where('password_hash', 'is not', null)
    .returning('id')
    .execute()
  if (rows.length === 0) throw new HttpError(409, 'changed_meanwhile')
  await endAccess(trx, person.id)
  await recordAudit(trx, by, { action: 'staff.factor_reset', subject: `staff:${person.login}` }, now)
  return issueLink(trx, config, person.id, now, { keepsPassword: true })
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
  for (const table of ACCESS) await trx.deleteFrom(table).where('staff_id', '=', staffId).execute()
}
