import type { Db } from '../../db/schema.ts'
import { tokenHash } from './session.ts'

/** A one-time link that can still be used. */
export interface AccessLink {
  tokenHash: string
  staffId: string
  login: string
  name: string
  /** Sealed. */
  totpSecret: string
}

export function findLink(db: Db, token: string, now: Date): Promise<AccessLink | undefined> {
  return db
    .selectFrom('staff_link as link')
    .innerJoin('staff', 'staff.id', 'link.staff_id')
    .select(['link.token_hash as tokenHash', 'link.staff_id as staffId', 'link.totp_secret as totpSecret'])
    .select(['staff.login', 'staff.name'])
    .where('link.token_hash', '=', tokenHash(token))
    .where('link.expires_at', '>', now.toISOString())
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
}
