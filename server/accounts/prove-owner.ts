import type { Db } from '../../db/schema.ts'
import type { Config } from '../config.ts'
import { countSignIn, forgetFailures } from './count-sign-in.ts'
import { matchesPassword } from './password-hash.ts'
import { secondFactorOf } from './second-factor.ts'
import { findAccount } from './staff.queries.ts'

export type Proof =
  | { outcome: 'proven'; staffId: string }
  | { outcome: 'refused'; staffId: string | null }
  | { outcome: 'wait'; seconds: number }

export interface Claim {
  login: string
  password: string
  /** Of the authenticator, or a recovery code. It is used up where the password is right. */
  code: string
  /** What the tries are counted for; the login where it is left out. */
  countedFor?: string
  now: Date
}

/**
 * Checks password and one-time code together. What is wrong is not told apart, and an account that does not exist costs
 * the same work: neither the answer nor its time says which accounts there are.
 */
export async function proveOwner(
  db: Db,
  config: Config,
  { login, password, code, countedFor = `login:${login}`, now }: Claim,
): Promise<Proof> {
  const waitMs = await countSignIn(db, countedFor, now)
  if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) }
  const account = await findAccount(db, login)
  const isPassword = await matchesPassword(password, account?.passwordHash ?? null)
  const useFactor = await secondFactorOf(db, config, account, code, now)
  if (!account || !isPassword || !(await useFactor()))
    return { outcome: 'refused', staffId: account?.id ?? null }
  await forgetFailures(db, countedFor, now)
  return { outcome: 'proven', staffId: account.id }
}
