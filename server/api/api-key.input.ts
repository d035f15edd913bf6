import { z } from 'zod'

/** What makes a key. Every message is the key of the words in `invitations:keys.mistake.…`. */
export const newApiKeyForm = z.strictObject({
  name: z
    .string('name')
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(1, 'name').max(100, 'name')),
  unit: z.string('unit'),
  days: z
    .string('days')
    .regex(/^\d{1,3}$/, 'days')
    .transform(Number)
    .refine((days) => days >= 1 && days <= 730, 'days'),
})

export type NewApiKey = z.infer<typeof newApiKeyForm>
