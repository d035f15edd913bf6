import type { Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import type { Doing, Person } from './grant-role.ts'
import type { Identity } from './identity-provider.ts'

/**
 * From now on who the provider vouches for as this identity signs in as this person, instead of an earlier one.
 * @throws {HttpError} 409 where the identity is linked to somebody else
 */
export async function linkIdentity(
  trx: Trx,
  person: Person,
  { issuer, subject, name }: Identity,
  { by, now }: Doing,
): Promise<void> {
  await trx.deleteFrom('staff_identity').where('staff_id', '=', person.id).execute()
  const linked = await trx
    .insertInto('staff_identity')
    .values({ issuer, subject, staff_id: person.id, name, linked_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning('name')
    .execute()
  if (linked.length === 0) throw new HttpError(409, 'identity_taken')
  const change = {
    action: 'staff.identity_linked',
    subject: `staff:${person.login}`,
    after: { name, issuer, subject },
  }
  await recordAudit(trx, by, change, now)
}

export async function unlinkIdentity(trx: Trx, person: Person, { by, now }: Doing): Promise<void> {
  const before = await trx
    .deleteFrom('staff_identity')
    .where('staff_id', '=', person.id)
    .returning(['name', 'issuer', 'subject'])
    .executeTakeFirst()
  if (!before) throw new HttpError(404, 'not_found')
  await recordAudit(
    trx,
    by,
    { action: 'staff.identity_unlinked', subject: `staff:${person.login}`, before },
    now,
  )
}
