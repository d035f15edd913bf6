import type { Db } from '../../db/schema.ts'

/** A passkey as its owner sees it. */
export interface OwnPasskey {
  id: string
  name: string
  addedAt: string
  lastUsedAt: string | null
}

/** The passkeys of a person, the oldest first. */
export function listPasskeys(db: Db, staffId: string): Promise<OwnPasskey[]> {
  return db
    .selectFrom('staff_passkey')
    .select(['id', 'name', 'added_at as addedAt', 'last_used_at as lastUsedAt'])
    .where('staff_id', '=', staffId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
}

export async function credentialIds(db: Db, staffId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_passkey')
    .select('credential_id')
    .where('staff_id', '=', staffId)
    .execute()
  return rows.map(({ credential_id }) => credential_id)
}

/** A passkey as it is checked, with its owner's account, which is open. */
export interface Passkey {
  id: string
  staffId: string
  login: string
  name: string
  credentialId: string
  publicKey: string
}

export function findPasskey(db: Db, credentialId: string): Promise<Passkey | undefined> {
  return db
    .selectFrom('staff_passkey as passkey')
    .innerJoin('staff', 'staff.id', 'passkey.staff_id')
    .select(['passkey.id', 'passkey.name', 'passkey.staff_id as staffId', 'staff.login'])
    .select(['passkey.credential_id as credentialId', 'passkey.public_key as publicKey'])
    .where('passkey.credential_id', '=', credentialId)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
}
