import { Secret, TOTP } from 'otpauth'

const STEP_SECONDS = 30
/** Codes of the step before and after are taken as well: clocks differ, and people type slowly. */
const WINDOW = 1

/** A new secret for an authenticator app (RFC 6238: SHA-1, six digits, 30 s), in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What the QR code of an enrolment says. */
export function totpUri(secret: string, login: string): string {
  // In plain letters: each mark would make the QR code denser.
  return new TOTP({ issuer: 'Thuoc Do', label: login, secret: Secret.fromBase32(secret) }).toString()
}

/** The time step that a code belongs to, or null for a wrong one. The caller sees to it that each step counts once. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta
}

/** The code that an authenticator app shows at a time. */
export function codeAt(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
}
