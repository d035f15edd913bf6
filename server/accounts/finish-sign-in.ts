import type { Databases } from '../../db/connect.ts'
import type { Config } from '../config.ts'
import { countSignIn, forgetFailures } from './count-sign-in.ts'
import { triesOf } from './known-device.ts'
import { openSession, refuseSignIn, type SignInOutcome, type Visitor } from './open-session.ts'
import { type Factor, secondFactorOf } from './second-factor.ts'
import { findAccount } from './staff.queries.ts'

/** Begins the session of somebody for whom the provider vouched, once they show their own second factor. */
export async function finishSignIn(
  { write }: Databases,
  config: Config,
  { staffId, login, factor }: { staffId: string; login: string; factor: Factor },
  visitor: Visitor,
): Promise<SignInOutcome> {
  const { device, from, now } = visitor
  const countedFor = triesOf(config, login, device)
  const waitMs = await countSignIn(write, countedFor, now)
  if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) }
  const account = await findAccount(write, login)
  const useFactor = await secondFactorOf(write, config, { account, factor, from, now })
  if (account?.id !== staffId || !(await useFactor()))
    return refuseSignIn(write, { staffId, login }, 'provider', visitor)
  await forgetFailures(write, countedFor, now)
  return openSession(write, { staffId, login }, 'provider', visitor)
}
