import type { Db } from '../../db/schema.ts'
import { activeSince } from './session.ts'

export interface OwnSession {
  id: string
  address: string
  userAgent: string
  startedAt: string
  lastSeenAt: string
}

/** The sessions of a person that have not run out, the latest used first. */
export function listSessions(db: Db, staffId: string, now: Date): Promise<OwnSession[]> {
  const since = activeSince(now)
  return db
    .selectFrom('staff_session')
    .select(['id', 'address', 'user_agent as userAgent'])
    .select(['started_at as startedAt', 'last_seen_at as lastSeenAt'])
    .where('staff_id', '=', staffId)
    .where('last_seen_at', '>', since.lastSeenAt)
    .where('started_at', '>', since.startedAt)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function countRecoveryCodes(db: Db, staffId: string): Promise<number> {
  const codes = await db
    .selectFrom('staff_recovery_code')
    .select('code_hash')
    .where('staff_id', '=', staffId)
    .execute()
  return codes.length
}

/** Whether codes of an authenticator app are taken for the account. */
export async function hasAuthenticator(db: Db, staffId: string): Promise<boolean> {
  const { totp_secret } = await db
    .selectFrom('staff')
    .select('totp_secret')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  return totp_secret !== null
}
