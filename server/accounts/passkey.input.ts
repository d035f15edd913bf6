import { z } from 'zod'
import { newCredentialField } from './credential.input.ts'
import { name } from './staff.input.ts'

/** Every message is the key of the words in `accounts:error.…`. */
export const newPasskeyInput = z.strictObject({ name, passkey: newCredentialField }, 'unknown')
