import type { Db } from '../../db/schema.ts'
import { countSignIn, forgetFailures } from './count-sign-in.ts'
import { matchesPassword } from './password-hash.ts'
import { findAccount } from './staff.queries.ts'

/** @returns the seconds to wait before the next try; 0 after a wrong one; null for the right password. */
export async function checkPassword(
  db: Db,
  { login, password, countedFor, now }: { login: string; password: string; countedFor: string; now: Date },
): Promise<number | null> {
  const waitMs = await countSignIn(db, countedFor, now)
  if (waitMs > 0) return Math.ceil(waitMs / 1000)
  const account = await findAccount(db, login)
  if (!(await matchesPassword(password, account?.passwordHash ?? null))) return 0
  await forgetFailures(db, countedFor, now)
  return null
}
