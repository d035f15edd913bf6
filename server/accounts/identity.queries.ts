import type { Db } from '../../db/schema.ts'
import type { Identity } from './identity-provider.ts'

/** The open account that an identity is linked to. */
export function findLinkedStaff(
  db: Db,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<{ staffId: string; login: string } | undefined> {
  return db
    .selectFrom('staff_identity as identity')
    .innerJoin('staff', 'staff.id', 'identity.staff_id')
    .select(['staff.id as staffId', 'staff.login'])
    .where('identity.issuer', '=', issuer)
    .where('identity.subject', '=', subject)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** What the provider calls a person, where their accounts are linked. */
export function linkedIdentity(db: Db, staffId: string): Promise<{ name: string } | undefined> {
  return db.selectFrom('staff_identity').select('name').where('staff_id', '=', staffId).executeTakeFirst()
}
