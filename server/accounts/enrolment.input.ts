import { z } from 'zod'
import { code, password } from './sign-in.input.ts'

export const linkToken = z.string().regex(/^[\w-]{43}$/)

/** For a link that keeps the password. */
export const factorRenewalInput = z.strictObject({ password, code }, 'unknown')

/** Every message is the key of the words in `accounts:error.…`. */
export const enrolmentInput = z
  .strictObject({ password, passwordAgain: z.string('password'), code }, 'unknown')
  .refine((form) => form.password.normalize('NFKC') === form.passwordAgain.normalize('NFKC'), {
    error: 'password_again',
    path: ['passwordAgain'],
  })
