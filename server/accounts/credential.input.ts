import { z } from 'zod'

/** What a browser's `toJSON` of a credential is at most; ours are some hundred bytes. */
const LONGEST = 8000

const base64url = z.string().regex(/^[\w-]+$/)

/** Credentials are of the browser's making: what later ones add to them is no mistake, and is not looked at. */
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
}

const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    // Only passkeys that the authenticator keeps itself have one; we make no others.
    userHandle: base64url,
  }),
})

const newCredential = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
})

export type Assertion = z.infer<typeof assertion>
export type NewCredential = z.infer<typeof newCredential>

function asJson<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string('passkey')
    .max(LONGEST, 'passkey')
    .transform((text, context): z.infer<Schema> => {
      const parsed = schema.safeParse(jsonOf(text))
      if (parsed.success) return parsed.data
      context.addIssue('passkey')
      return z.NEVER
    })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The answer of a passkey, as JSON in a form's hidden field. */
export const assertionField = asJson(assertion)

/** A passkey that was just made, in the same form. */
export const newCredentialField = asJson(newCredential)
