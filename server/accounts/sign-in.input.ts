import { z } from 'zod'
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

export const code = z.string('code').trim().min(1, 'code').max(40, 'code')

export const signInInput = z.strictObject({ login, password, code }, 'unknown')

/** Password and code alone, of somebody who is signed in. */
export const proofInput = z.strictObject({ password, code }, 'unknown')

export type SignInInput = z.infer<typeof signInInput>
