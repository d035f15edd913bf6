import { createHash, randomBytes } from 'node:crypto'

const HOW_MANY = 10
const BYTES = 8

/** Codes of 64 random bits, each for one sign-in without the authenticator: `3f9a-0c71-d2e4-8b56`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () =>
    (randomBytes(BYTES).toString('hex').match(/.{4}/g) ?? []).join('-'),
  )
}

/** What is kept of a code, however it was typed. Random as it is, it needs no slow hash. */
export function recoveryCodeHash(typed: string): string {
  return createHash('sha256')
    .update(typed.toLowerCase().replace(/[^0-9a-f]/g, ''))
    .digest('hex')
}
