import type { Databases } from '../../db/connect.ts'
import type { Config } from '../config.ts'
import { triesOf } from './known-device.ts'
import { openSession, refuseSignIn, type SignInOutcome, type Visitor } from './open-session.ts'
import { proveOwner } from './prove-owner.ts'
import type { Factor } from './second-factor.ts'

/** Begins a session for whoever has password and second factor. */
export async function signIn(
  { write }: Databases,
  config: Config,
  { login, password, factor }: { login: string; password: string; factor: Factor },
  visitor: Visitor,
): Promise<SignInOutcome> {
  const { device, from, now } = visitor
  const countedFor = triesOf(config, login, device)
  const proof = await proveOwner(write, config, { login, password, factor, countedFor, from, now })
  if (proof.outcome === 'wait') return proof
  return proof.outcome === 'refused'
    ? refuseSignIn(write, { staffId: proof.staffId, login }, 'password', visitor)
    : openSession(write, { staffId: proof.staffId, login }, 'password', visitor)
}
