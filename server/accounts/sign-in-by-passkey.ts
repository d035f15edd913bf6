import type { Databases } from '../../db/connect.ts'
import { checkPasskey, type PasskeyAnswer, usePasskey } from './check-passkey.ts'
import { countSignIn, forgetFailures } from './count-sign-in.ts'
import { openSession, refuseSignIn, type SignInOutcome, type Visitor } from './open-session.ts'
import { tokenHash } from './session.ts'

/**
 * Begins a session for whoever has a passkey that knew its owner: the key and the finger, face or PIN are two factors.
 * Tries are counted for the passkey, so that nobody keeps its owner from signing in with the password.
 */
export async function signInByPasskey(
  { write }: Databases,
  answer: PasskeyAnswer,
  visitor: Visitor,
): Promise<SignInOutcome> {
  const { from, now } = visitor
  const countedFor = `passkey:${tokenHash(answer.assertion.id)}`
  const waitMs = await countSignIn(write, countedFor, now)
  if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) }
  const checked = await checkPasskey(write, answer)
  if (!checked) return refuseSignIn(write, { staffId: null, login: '' }, 'passkey', visitor)
  if (!checked.isUserVerified || !(await usePasskey(write, checked, from, now)))
    return refuseSignIn(write, checked.passkey, 'passkey', visitor)
  await forgetFailures(write, countedFor, now)
  return openSession(write, checked.passkey, 'passkey', visitor)
}
