import type { Db } from '../../db/schema.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { activeSince, earlier, newToken, tokenHash } from './session.ts'
import { currentGrants } from './staff.queries.ts'
import type { Staff } from './staff.ts'

/** The time a session was last used is written no more often than this. */
const SEEN_EVERY_MS = 60_000

/** Who a session's token belongs to, while the session lasts and the account is open. */
export async function staffOfSession(db: Db, token: string, now: Date): Promise<StaffSession | null> {
  const since = activeSince(now)
  const row = await db
    .selectFrom('staff_session as session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select(['session.id as sessionId', 'session.last_seen_at as lastSeenAt'])
    .select(['staff.id', 'staff.login', 'staff.name'])
    .where('session.token_hash', '=', tokenHash(token))
    .where('session.last_seen_at', '>', since.lastSeenAt)
    .where('session.started_at', '>', since.startedAt)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { sessionId, lastSeenAt, ...staff } = row
  const grants = await currentGrants(db, staff.id, civilDate(now))
  return { sessionId, lastSeenAt, staff: { ...staff, grants } }
}

export interface StaffSession {
  sessionId: string
  lastSeenAt: string
  staff: Staff
}

export async function noteSeen(db: Db, { sessionId, lastSeenAt }: StaffSession, now: Date): Promise<void> {
  if (lastSeenAt > earlier(now, SEEN_EVERY_MS)) return
  await db
    .updateTable('staff_session')
    .set({ last_seen_at: now.toISOString() })
    .where('id', '=', sessionId)
    .execute()
}

/** Begins a session under a new token, which is returned and kept nowhere. Those that ran out long ago are cleared away. */
export async function startSession(
  db: Db,
  { staffId, address, userAgent, now }: { staffId: string; address: string; userAgent: string; now: Date },
): Promise<string> {
  const token = newToken()
  await db.deleteFrom('staff_session').where('started_at', '<', activeSince(now).startedAt).execute()
  await db
    .insertInto('staff_session')
    .values({
      token_hash: tokenHash(token),
      id: crypto.randomUUID(),
      staff_id: staffId,
      address,
      user_agent: userAgent,
      started_at: now.toISOString(),
      last_seen_at: now.toISOString(),
    })
    .execute()
  return token
}
