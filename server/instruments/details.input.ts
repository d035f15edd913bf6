import { z } from 'zod'
import type { InstrumentContent } from './instrument.ts'
import { words } from './item.input.ts'

const details = { title_vi: words, title_en: words, source: words, comment_vi: words, comment_en: words }

export const detailsInput = z.strictObject(details, 'unknown')

export const newInstrumentInput = z.strictObject(
  {
    ...details,
    code: z
      .string('code')
      .trim()
      .regex(/^[a-z][a-z0-9-]{1,40}$/, 'code'),
    levels: z.enum(['five', 'three'], 'levels'),
    overall_vi: words,
    overall_en: words,
  },
  'unknown',
)

export type Details = z.infer<typeof detailsInput>
export type NewInstrument = z.infer<typeof newInstrumentInput>

/** A questionnaire with other words around its questions. */
export function withDetails(content: InstrumentContent, form: Details): InstrumentContent {
  return {
    ...content,
    title: { vi: form.title_vi, en: form.title_en },
    source: form.source,
    comment: { ...content.comment, text: { vi: form.comment_vi, en: form.comment_en } },
  }
}

export function detailsOf({ title, source, comment }: InstrumentContent): Details {
  return {
    title_vi: title.vi,
    title_en: title.en,
    source,
    comment_vi: comment.text.vi,
    comment_en: comment.text.en,
  }
}
