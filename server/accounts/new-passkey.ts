import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { NewCredential } from './credential.input.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Staff } from './staff.ts'
import { webauthn } from './webauthn.ts'

/** What the browser is asked for: a passkey that the authenticator keeps itself, so that signing in needs no login first. */
export async function newPasskeyOptions(
  { id }: RelyingParty,
  staff: Staff,
  known: readonly string[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: 'Thước Đo',
    rpID: id,
    userID: userHandle(staff.id),
    userName: staff.login,
    userDisplayName: staff.name,
    attestationType: 'none',
    excludeCredentials: known.map((credential) => ({ id: credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
}

export interface NewPasskey {
  credentialId: string
  publicKey: string
  counter: number
}

/** @returns null for a passkey that was not made here, now and for that challenge. */
export async function verifiedNewPasskey(
  party: RelyingParty,
  response: NewCredential,
  challenge: string,
): Promise<NewPasskey | null> {
  const { verifyRegistrationResponse } = await webauthn()
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
    })
    if (!registrationInfo) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
  } catch {
    // The library throws for whatever is wrong; the visitor is told nothing more than that.
    return null
  }
}

/** What an authenticator keeps of a person: an identifier that says nothing. */
function userHandle(staffId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(staffId)
}
