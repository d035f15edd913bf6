import { randomUUID } from 'node:crypto'
import type { Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import type { Doing, Person } from './grant-role.ts'
import type { NewPasskey } from './new-passkey.ts'

/** @returns whether nobody has this passkey yet. */
export async function addPasskey(
  trx: Trx,
  person: Person,
  { name, credentialId, publicKey, counter }: NewPasskey & { name: string },
  { by, now }: Doing,
): Promise<boolean> {
  const added = await trx
    .insertInto('staff_passkey')
    .values({
      id: randomUUID(),
      staff_id: person.id,
      credential_id: credentialId,
      public_key: publicKey,
      counter,
      name,
      added_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .execute()
  if (added.length === 0) return false
  const change = { action: 'staff.passkey_added', subject: `staff:${person.login}`, after: { name } }
  await recordAudit(trx, by, change, now)
  return true
}

export async function removePasskey(
  trx: Trx,
  person: Person,
  passkeyId: string,
  { by, now }: Doing,
): Promise<void> {
  const removed = await trx
    .deleteFrom('staff_passkey')
    .where('id', '=', passkeyId)
    .where('staff_id', '=', person.id)
    .returning('name')
    .executeTakeFirst()
  if (!removed) throw new HttpError(404, 'not_found')
  await keepAFactor(trx, person)
  const change = { action: 'staff.passkey_removed', subject: `staff:${person.login}`, before: removed }
  await recordAudit(trx, by, change, now)
}

/** The authenticator app is no factor of the account any more; its passkeys and recovery codes are. */
export async function removeAuthenticator(trx: Trx, person: Person, { by, now }: Doing): Promise<void> {
  await trx
    .updateTable('staff')
    .set({ totp_secret: null, totp_last_step: null })
    .where('id', '=', person.id)
    .execute()
  await keepAFactor(trx, person)
  const change = { action: 'staff.authenticator_removed', subject: `staff:${person.login}` }
  await recordAudit(trx, by, change, now)
}

/** Recovery codes run out: beside them there is always an authenticator app or a passkey. */
async function keepAFactor(trx: Trx, { id }: Person): Promise<void> {
  const kept = await trx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('totp_secret', 'is not', null),
        eb.exists(eb.selectFrom('staff_passkey').select('staff_passkey.id').where('staff_id', '=', id)),
      ]),
    )
    .executeTakeFirst()
  if (!kept) throw new HttpError(409, 'last_factor')
}
