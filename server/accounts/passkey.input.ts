import { z } from 'zod'
import { newCredentialField } from './credential.input.ts'
import { nameAs } from './staff.input.ts'

/** Every message is the key of the words in `accounts:error.…`. */
export const newPasskeyInput = z.strictObject(
  {
    name: nameAs('passkey_name'),
    // Without a name no passkey is made, so that none lies in the authenticator for nothing.
    passkey: z.union([z.literal('').transform(() => null), newCredentialField], 'passkey'),
  },
  'unknown',
)
