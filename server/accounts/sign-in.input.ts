import { z } from 'zod'
import { type Assertion, assertionField } from './credential.input.ts'
import { LONGEST_PASSWORD } from './password-rules.ts'

/** Every message is the key of the words in `accounts:error.…`. */
export const login = z
  .string('login')
  .transform((typed) => typed.normalize('NFKC').trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, 'login'))

/** UTF-16 units: a password of 128 letters may have twice as many. */
export const password = z
  .string('password')
  .min(1, 'password')
  .max(2 * LONGEST_PASSWORD, 'password_long')

const typedCode = z.string('code').trim().max(40, 'code')

export const code = typedCode.min(1, 'code')

/** A typed code, or the answer of a passkey, which a script puts into the form. */
const factor = {
  code: typedCode.default(''),
  passkey: z.union([z.literal('').transform(() => null), assertionField], 'passkey').default(null),
}

export interface FactorFields {
  code: string
  passkey: Assertion | null
}

/** Asked whatever else is missing, so that every field says at once what it lacks. */
const factorIsThere = {
  error: 'code',
  path: ['code'],
  when: ({ value }: { value: unknown }) => typeof value === 'object',
}
const hasFactor = ({ code, passkey }: FactorFields) => passkey !== null || code !== ''

export const signInInput = z
  .strictObject({ login, password, ...factor }, 'unknown')
  .refine(hasFactor, factorIsThere)

/** A passkey alone: it takes the place of login, password and code. */
export const passkeySignInInput = z.strictObject({ passkey: assertionField }, 'unknown')

/** Password and second factor, of somebody who is signed in. */
export const proofInput = z.strictObject({ password, ...factor }, 'unknown').refine(hasFactor, factorIsThere)

/** The second factor alone, where another provider vouched for the rest. */
export const factorInput = z.strictObject(factor, 'unknown').refine(hasFactor, factorIsThere)
