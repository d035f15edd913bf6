import { z } from 'zod'
import { highestCode, type InstrumentContent, type InstrumentItem } from '../instruments/instrument.ts'

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

function answerSchema(item: InstrumentItem): z.ZodType<number | null | undefined> {
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
    if (!content.items.some((item) => item.id === name)) others[name] = value
    else if (value !== '') answers[name] = answerFromForm(value)
  }
  // An input called `answers` replaces them, and is then refused instead of quietly dropped.
  const given = Object.entries({ comment, dossier }).filter(([, text]) => text !== '' && text !== undefined)
  return { answers, ...others, ...Object.fromEntries(given) }
}

function answerFromForm(value: unknown): unknown {
  if (value === 'none') return null
  return typeof value === 'string' && /^[1-5]$/.test(value) ? Number(value) : value
}
