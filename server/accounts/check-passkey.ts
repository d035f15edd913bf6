import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { Assertion } from './credential.input.ts'
import { findPasskey, type Passkey } from './passkey.queries.ts'
import type { RelyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.ts'

/** What the browser is asked for. It names no passkey, so the answer is the same whoever asks. */
export async function passkeyOptions({ id }: RelyingParty) {
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({ rpID: id, userVerification: 'preferred' })
}

/** The answer of a passkey to a challenge, and where it was asked. */
export interface PasskeyAnswer {
  party: RelyingParty
  assertion: Assertion
  challenge: string
}

export interface CheckedPasskey {
  passkey: Passkey
  counter: number
  /** Whether the authenticator knew its owner, by a finger, a face or a PIN. */
  isUserVerified: boolean
}

/** @returns null for an answer that no passkey of an open account gave, here and to that challenge. */
export async function checkPasskey(
  db: Db,
  { party, assertion, challenge }: PasskeyAnswer,
): Promise<CheckedPasskey | null> {
  const passkey = await findPasskey(db, assertion.id)
  if (!passkey || passkey.staffId !== Buffer.from(assertion.response.userHandle, 'base64url').toString())
    return null
  const { verifyAuthenticationResponse } = await webauthn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: assertion,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      // The counter is compared where it is written (usePasskey), so that of two answers at once one counts.
      credential: { id: passkey.credentialId, publicKey: bytes(passkey.publicKey), counter: 0 },
      requireUserVerification: false,
    })
    const { newCounter: counter, userVerified: isUserVerified } = authenticationInfo
    return verified ? { passkey, counter, isUserVerified } : null
  } catch {
    // The library throws for whatever is wrong; the visitor is told nothing more than that.
    return null
  }
}

/**
 * Counts a use of a passkey.
 * @returns false when its counter did not go on: then the key was copied, and nobody knows which is the owner's.
 */
export async function usePasskey(
  db: Db,
  { passkey, counter }: CheckedPasskey,
  from: AuditOrigin,
  now: Date,
): Promise<boolean> {
  const used = await db
    .updateTable('staff_passkey')
    .set({ counter, last_used_at: now.toISOString() })
    .where('id', '=', passkey.id)
    // Those that do not count say 0 always.
    .where('counter', counter === 0 ? '=' : '<', counter)
    .returning('id')
    .execute()
  if (used.length === 1) return true
  const by = { ...from, staffId: passkey.staffId, login: passkey.login }
  const change = {
    action: 'staff.passkey_copied',
    subject: `staff:${passkey.login}`,
    after: { name: passkey.name, uses: counter },
  }
  await recordAudit(db, by, change, now)
  return false
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'))
}
