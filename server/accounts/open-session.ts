import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { startSession } from './session.queries.ts'

export interface SignedIn {
  outcome: 'signed_in'
  login: string
  sessionToken: string
}

export type SignInOutcome = SignedIn | { outcome: 'refused' } | { outcome: 'wait'; seconds: number }

/** Who asks to be let in, as far as the request tells. */
export interface Visitor {
  /** The cookie of a browser in which somebody signed in before. */
  device: string | undefined
  from: AuditOrigin
  userAgent: string
  now: Date
}

/** By what somebody signs in; named by `audit:way.…`. */
export type Way = 'password' | 'passkey' | 'provider'

/** Begins the session of a person who proved who they are. */
export function openSession(
  db: Db,
  { staffId, login }: { staffId: string; login: string },
  way: Way,
  { from, userAgent, now }: Visitor,
): Promise<SignedIn> {
  return db.transaction().execute(async (trx) => {
    const by = { ...from, staffId, login }
    await recordAudit(trx, by, { action: 'session.started', subject: `staff:${login}`, after: { way } }, now)
    const sessionToken = await startSession(trx, { staffId, address: from.address, userAgent, now })
    return { outcome: 'signed_in', login, sessionToken }
  })
}

/** Writes down that somebody was not let in. `login` is what they said or showed; '' where that is nobody's. */
export async function refuseSignIn(
  db: Db,
  { staffId, login }: { staffId: string | null; login: string },
  way: Way,
  { from, now }: Visitor,
): Promise<SignInOutcome> {
  const by = { ...from, staffId, login }
  await recordAudit(db, by, { action: 'session.refused', subject: `staff:${login}`, after: { way } }, now)
  return { outcome: 'refused' }
}
