import { z } from 'zod'
import { cleanComment, isTooLong } from '../responses/clean-comment.ts'
import { isCivilDate } from '../statistics/civil-date.ts'

export const FINDINGS = ['explained', 'confirmed'] as const

/** Every message is the key of the words in `review:error.…`. */
export const settlement = z.strictObject({
  finding: z.enum(FINDINGS, 'finding'),
  note: z
    .string('note')
    .refine((text) => !isTooLong(text), 'note_long')
    .transform((text) => cleanComment(text) ?? '')
    .refine((text) => text !== '', 'note'),
  /** How many ratings the person had before them: more may have come since. */
  responses: z.coerce.number('stale').int('stale'),
})
export type Settlement = z.infer<typeof settlement>

/** The day of a flag's address. */
export const flagDay = z.string().refine(isCivilDate)
