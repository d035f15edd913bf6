import { z } from 'zod'
import { highestCode, type InstrumentContent, type InstrumentItem } from '../instruments/instrument.ts'
import type { Answer } from './submission.ts'

/** What a device may send: the shape of `POST /responses`, with the items of one questionnaire. */
export type SubmissionInput = z.infer<ReturnType<typeof buildSchema>>

const schemas = new WeakMap<InstrumentContent, ReturnType<typeof buildSchema>>()

/** The schema for an instrument version, built once. */
export function submissionSchema(content: InstrumentContent) {
  let schema = schemas.get(content)
  if (!schema) {
    schema = buildSchema(content)
    schemas.set(content, schema)
  }
  return schema
}

function buildSchema(content: InstrumentContent) {
  return z.strictObject({
    submissionKey: z.uuidv4().toLowerCase(),
    touchpoint: z.string(),
    /** The questionnaire that was shown; what the touchpoint asks now where it is left out. */
    instrumentVersion: z.string().max(100).optional(),
    procedureField: z.string(),
    procedure: z.string().max(100).optional(),
    respondentKind: z.enum(['citizen', 'business']),
    answers: z.strictObject(Object.fromEntries(content.items.map((item) => [item.id, answerSchema(item)]))),
    comment: z.string().optional(),
    dossier: z.string().max(100).optional(),
    invitation: z.string().max(100).optional(),
    respondedAt: z.iso.datetime({ offset: true }).optional(),
  })
}

function answerSchema(item: InstrumentItem): z.ZodType<Answer | undefined> {
  if (item.type === 'text') return z.string().optional()
  if (item.type === 'number') return z.int().min(item.min).max(item.max).transform(String).optional()
  const code = z.int().min(1).max(highestCode(item))
  if (item.required) return code
  return item.noOpinion ? code.nullable().optional() : code.optional()
}

/** The JSON of a posted form: the same names, with text where the JSON has numbers. */
export function fromForm(form: Record<string, unknown>, content: InstrumentContent): unknown {
  const { comment, dossier, ...rest } = form
  const answers: Record<string, unknown> = {}
  const others: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(rest)) {
    const item = content.items.find(({ id }) => id === name)
    if (!item) others[name] = value
    else if (value !== '') answers[name] = answerFromForm(value, item)
  }
  // An input called `answers` replaces them, and is then refused instead of quietly dropped.
  const given = Object.entries({ comment, dossier }).filter(([, text]) => text !== '' && text !== undefined)
  return { answers, ...others, ...Object.fromEntries(given) }
}

function answerFromForm(value: unknown, { type }: InstrumentItem): unknown {
  if (type === 'text') return value
  if (type === 'number')
    return typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value
  if (value === 'none') return null
  return typeof value === 'string' && /^[1-5]$/.test(value) ? Number(value) : value
}
