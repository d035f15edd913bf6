import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Text in both languages of the product; Vietnamese is the source. */
const localised = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

const choice = z.strictObject({ code: z.int().min(1).max(5), text: localised })

/** The service factor of SIPAS that an item mirrors (Decision 2640/QĐ-BNV, 1001/QĐ-BNV). */
const sipasFactor = z.enum(['access', 'procedure', 'staff', 'result', 'feedback'])

const itemBase = {
  id: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  text: localised,
  short: localised,
  source: z.string().min(1),
}

const ratingItem = z.strictObject({
  ...itemBase,
  type: z.literal('rating'),
  required: z.boolean(),
  factor: sipasFactor.nullable(),
  noOpinion: localised.nullable(),
})

const choiceItem = z.strictObject({
  ...itemBase,
  type: z.literal('choice'),
  required: z.literal(false),
  factor: z.null(),
  choices: z.array(choice).min(2).max(5),
  noOpinion: localised.nullable(),
})

export const instrumentContent = z
  .strictObject({
    instrument: z.string().min(1),
    version: z.int().min(1),
    title: localised,
    source: z.string().min(1),
    scale: z.array(choice).length(5),
    items: z.array(z.discriminatedUnion('type', [ratingItem, choiceItem])).min(1),
    comment: z.strictObject({ text: localised, source: z.string().min(1) }),
  })
  .refine((content) => content.items[0]?.id === 'overall' && content.items[0].required, {
    error: 'the first item must be the required rating «overall»',
  })
  .refine((content) => new Set(content.items.map((item) => item.id)).size === content.items.length, {
    error: 'two items have the same id',
  })

/** A questionnaire as it is hashed and shown: items in order, their wording, scale and source. */
export type InstrumentContent = z.infer<typeof instrumentContent>
export type InstrumentItem = InstrumentContent['items'][number]
export type Localised = z.infer<typeof localised>

/** An instrument version as it is stored. `hash` is the SHA-256 (hex) of `canonicalContent(content)`. */
export interface InstrumentVersion {
  id: string
  content: InstrumentContent
  hash: string
}

/** The bytes that are hashed: JSON with keys in alphabetical order, so that the order of keys in a file is no change. */
export function canonicalContent(content: InstrumentContent): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

export function contentHash(content: InstrumentContent): string {
  return createHash('sha256').update(canonicalContent(content)).digest('hex')
}

/** The highest code an item can have: 5 on the scale, else the number of choices. */
export function highestCode(item: InstrumentItem): number {
  return item.type === 'rating' ? 5 : item.choices.length
}
