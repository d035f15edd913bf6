import type { Db } from '../../db/schema.ts'
import type { AuditOrigin } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { countSignIn, forgetFailures } from './count-sign-in.ts'
import { matchesPassword } from './password-hash.ts'
import { type Factor, secondFactorOf } from './second-factor.ts'
import { findAccount } from './staff.queries.ts'

export type Proof =
  | { outcome: 'proven'; staffId: string }
  | { outcome: 'refused'; staffId: string | null }
  | { outcome: 'wait'; seconds: number }

export interface Claim {
  login: string
  password: string
  /** It is used up where the password is right. */
  factor: Factor
  /** What the tries are counted for. */
  countedFor: string
  from: AuditOrigin
  now: Date
}

/**
 * Checks password and second factor together. What is wrong is not told apart, and an account that does not exist costs
 * the same work: neither the answer nor its time says which accounts there are.
 */
export async function proveOwner(
  db: Db,
  config: Config,
  { login, password, factor, countedFor, from, now }: Claim,
): Promise<Proof> {
  const waitMs = await countSignIn(db, countedFor, now)
  if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) }
  const account = await findAccount(db, login)
  const isPassword = await matchesPassword(password, account?.passwordHash ?? null)
  const useFactor = await secondFactorOf(db, config, { account, factor, from, now })
  if (!account || !isPassword || !(await useFactor()))
    return { outcome: 'refused', staffId: account?.id ?? null }
  await forgetFailures(db, countedFor, now)
  return { outcome: 'proven', staffId: account.id }
}
