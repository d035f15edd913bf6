import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Text in both languages of the product; Vietnamese is the source. */
const localised = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

export const choice = z.strictObject({ code: z.int().min(1).max(5), text: localised })

/** The service factor of SIPAS that an item mirrors (Decision 2640/QĐ-BNV, 1001/QĐ-BNV). */
export const sipasFactors = ['access', 'procedure', 'staff', 'result', 'feedback'] as const

/**
 * How sure an item's wording is. official: read in the official text. secondary: from a transcription or a report.
 * own: written for Thước Đo. unverified: from memory, which no citizen is asked.
 */
export const CONFIDENCES = ['official', 'secondary', 'own', 'unverified'] as const

/** The item is asked only of those who gave one of the codes to an earlier item. */
const showIf = z.strictObject({ item: z.string(), codes: z.array(z.int().min(1).max(5)).min(1) })

const itemBase = {
  id: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  text: localised,
  short: localised,
  source: z.string().min(1),
  /** Older versions do not say it. */
  confidence: z.enum(CONFIDENCES).optional(),
  /** The title of the part of the questionnaire that begins with this item. */
  part: localised.optional(),
  showIf: showIf.optional(),
}

/** What holds for every item but a rating on a scale. */
const notOnAScale = { ...itemBase, required: z.literal(false), factor: z.null() }

const ratingItem = z.strictObject({
  ...itemBase,
  type: z.literal('rating'),
  required: z.boolean(),
  factor: z.enum(sipasFactors).nullable(),
  noOpinion: localised.nullable(),
})

const threeLevelItem = z.strictObject({
  ...itemBase,
  type: z.literal('three_level'),
  required: z.boolean(),
  factor: z.null(),
  noOpinion: localised.nullable(),
})

const choiceItem = z.strictObject({
  ...notOnAScale,
  type: z.literal('choice'),
  choices: z.array(choice).min(2).max(5),
  noOpinion: localised.nullable(),
})

const yesNoItem = z.strictObject({
  ...notOnAScale,
  type: z.literal('yes_no'),
  choices: z.array(choice).length(2),
  noOpinion: localised.nullable(),
})

const numberItem = z
  .strictObject({
    ...notOnAScale,
    type: z.literal('number'),
    min: z.int().min(0),
    max: z.int().max(999_999),
    noOpinion: z.null(),
  })
  .refine(({ min, max }) => min < max, {
    error: 'the smallest number must be below the largest',
    path: ['max'],
  })

const textItem = z.strictObject({ ...notOnAScale, type: z.literal('text'), noOpinion: z.null() })

const item = z.discriminatedUnion('type', [
  ratingItem,
  threeLevelItem,
  choiceItem,
  yesNoItem,
  numberItem,
  textItem,
])

/**
 * The first item of a questionnaire, by its scale: ratings on three levels have a name of their own, so that nothing
 * ever adds them to those on five.
 */
export const OVERALL_ITEM = { rating: 'overall', three_level: 'overall_of_three' } as const

export const instrumentContent = z
  .strictObject({
    instrument: z.string().min(1),
    version: z.int().min(1),
    title: localised,
    source: z.string().min(1),
    scale: z.array(choice).length(5).optional(),
    threeLevels: z.array(choice).length(3).optional(),
    items: z.array(item).min(1),
    comment: z.strictObject({ text: localised, source: z.string().min(1) }),
  })
  .refine(({ items: [first] }) => first !== undefined && isOverall(first), {
    error: 'the first item must be the required rating «overall» (on three levels: «overall_of_three»)',
  })
  .refine(({ items }) => items.slice(1).every(({ required, id }) => !required && !isOverallId(id)), {
    error: 'only the overall rating is required',
  })
  .refine((content) => new Set(content.items.map(({ id }) => id)).size === content.items.length, {
    error: 'two items have the same id',
  })
  .refine(({ items, scale }) => scale || items.every(({ type }) => type !== 'rating'), {
    error: 'ratings need the scale of five levels',
  })
  .refine(({ items, threeLevels }) => threeLevels || items.every(({ type }) => type !== 'three_level'), {
    error: 'ratings on three levels need their scale',
  })
  .refine(({ items }) => items.every((_, index) => ruleIsSound(items, index)), {
    error: 'a rule must name an earlier item and codes that it has',
  })

/** A questionnaire as it is hashed and shown: items in order, their wording, scale and source. */
export type InstrumentContent = z.infer<typeof instrumentContent>
export type InstrumentItem = z.infer<typeof item>
/** An item that is answered with a code. */
export type CodedItem = Exclude<InstrumentItem, { type: 'number' | 'text' }>
export type Choice = z.infer<typeof choice>
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

export function isCoded(item: InstrumentItem): item is CodedItem {
  return item.type !== 'number' && item.type !== 'text'
}

/** The codes an item can be answered with and their words, in the order of the form. */
export function codesOf(item: CodedItem, { scale = [], threeLevels = [] }: Scales): readonly Choice[] {
  if (item.type === 'rating') return scale
  return item.type === 'three_level' ? threeLevels : item.choices
}

type Scales = Pick<InstrumentContent, 'scale' | 'threeLevels'>

/** The highest code an item can have: that of its scale, else the number of choices. */
export function highestCode(item: CodedItem): number {
  if (item.type === 'rating') return 5
  return item.type === 'three_level' ? 3 : item.choices.length
}

function isOverall({ id, type, required }: InstrumentItem): boolean {
  return required && (type === 'rating' || type === 'three_level') && id === OVERALL_ITEM[type]
}

function isOverallId(id: string): boolean {
  return Object.values<string>(OVERALL_ITEM).includes(id)
}

function ruleIsSound(items: readonly InstrumentItem[], index: number): boolean {
  const rule = items[index]?.showIf
  if (!rule) return true
  const asked = items.slice(0, index).find(({ id }) => id === rule.item)
  return asked !== undefined && isCoded(asked) && rule.codes.every((code) => code <= highestCode(asked))
}
