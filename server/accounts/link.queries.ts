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
  /** Whether it renews the second factor alone. */
  keepsPassword: boolean
}

export async function findLink(db: Db, token: string, now: Date): Promise<AccessLink | undefined> {
  const row = await db
    .selectFrom('staff_link as link')
    .innerJoin('staff', 'staff.id', 'link.staff_id')
    .select(['link.token_hash as tokenHash', 'link.staff_id as staffId', 'link.totp_secret as totpSecret'])
    .select(['link.keeps_password', 'staff.login', 'staff.name'])
    .where('link.token_hash', '=', tokenHash(token))
    .where('link.expires_at', '>', now.toISOString())
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { keeps_password, ...link } = row
  return { ...link, keepsPassword: keeps_password === 1 }
}
