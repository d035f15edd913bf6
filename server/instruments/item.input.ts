import { z } from 'zod'
import {
  CONFIDENCES,
  type InstrumentContent,
  type InstrumentItem,
  type Localised,
  sipasFactors,
} from './instrument.ts'

/** Every message is the key of the words in `instruments:error.…`. */
export const line = z
  .string('text')
  .transform((typed) => typed.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().max(1000, 'too_long'))
export const words = line.pipe(z.string().min(1, 'needed'))
const optional = line.default('')

const wholeNumber = z
  .string('number')
  .trim()
  .regex(/^\d{1,6}$/, 'number')
  .transform(Number)

export const CHOICES = [1, 2, 3, 4, 5] as const
type ChoiceNumber = (typeof CHOICES)[number]

const base = {
  text_vi: words,
  text_en: words,
  short_vi: words,
  short_en: words,
  source: words,
  confidence: z.enum(CONFIDENCES, 'confidence'),
  part_vi: optional,
  part_en: optional,
}
const noOpinion = { no_opinion_vi: optional, no_opinion_en: optional }
const rule = {
  rule_item: optional,
  ...(Object.fromEntries(CHOICES.map((n) => [`rule_${n}`, z.literal('on').optional()])) as Record<
    `rule_${ChoiceNumber}`,
    z.ZodOptional<z.ZodLiteral<'on'>>
  >),
}
const choices = (count: number) =>
  Object.fromEntries(
    CHOICES.slice(0, count).flatMap((n) => ['vi', 'en'].map((lang) => [`choice_${n}_${lang}`, optional])),
  )

/** What the form of an item may post, by the item's type. */
const FORMS: Record<InstrumentItem['type'], z.ZodObject> = {
  rating: z.strictObject(
    {
      ...base,
      ...noOpinion,
      ...rule,
      factor: z.enum(['', ...sipasFactors], 'factor').default(''),
    },
    'unknown',
  ),
  three_level: z.strictObject({ ...base, ...noOpinion, ...rule }, 'unknown'),
  choice: z.strictObject({ ...base, ...noOpinion, ...rule, ...choices(5) }, 'unknown'),
  yes_no: z.strictObject({ ...base, ...noOpinion, ...rule, ...choices(2) }, 'unknown'),
  number: z.strictObject({ ...base, ...rule, min: wholeNumber, max: wholeNumber }, 'unknown'),
  text: z.strictObject({ ...base, ...rule }, 'unknown'),
}

/** The form of an item as its schema: it gives the item, or names what is wrong by field. */
export function itemForm(type: InstrumentItem['type'], id: string, { items }: InstrumentContent) {
  const required = items[0]?.id === id
  return FORMS[type].transform((form, context) => {
    const entered = form as Record<string, string>
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const pair = (name: string): Localised | null => {
      const [vi, en] = [entered[`${name}_vi`] ?? '', entered[`${name}_en`] ?? '']
      if ((vi === '') !== (en === '')) wrong(`${name}_${vi === '' ? 'vi' : 'en'}`, 'both_languages')
      return vi && en ? { vi, en } : null
    }
    const codes = CHOICES.filter((n) => entered[`rule_${n}`] === 'on')
    const ruleItem = entered['rule_item'] ?? ''
    if ((ruleItem === '') !== (codes.length === 0)) wrong('rule_item', 'rule')

    const listed = CHOICES.map((n) => pair(`choice_${n}`))
    const given = listed.filter((choice) => choice !== null)
    const asksChoices = type === 'choice' || type === 'yes_no'
    const hasGap = listed.slice(0, given.length).includes(null)
    if (asksChoices && (given.length < 2 || hasGap)) wrong('choice_1_vi', 'choices')
    const part = pair('part')
    return {
      id,
      type,
      required,
      factor: entered['factor'] || null,
      text: { vi: entered['text_vi'], en: entered['text_en'] },
      short: { vi: entered['short_vi'], en: entered['short_en'] },
      source: entered['source'],
      confidence: entered['confidence'],
      noOpinion: required ? null : pair('no_opinion'),
      ...(part ? { part } : {}),
      ...(ruleItem ? { showIf: { item: ruleItem, codes } } : {}),
      ...(asksChoices ? { choices: given.map((text, index) => ({ code: index + 1, text })) } : {}),
      ...(type === 'number' ? { min: form['min'], max: form['max'] } : {}),
    } as InstrumentItem
  })
}

/** What the form shows of an item as it is. */
export function itemValues(item: InstrumentItem): Record<string, string> {
  const { text, short, source, confidence, factor, part, noOpinion, showIf } = item
  const values: Record<string, string> = {
    ...both('text', text),
    ...both('short', short),
    ...both('part', part),
    ...both('no_opinion', noOpinion),
    source,
    confidence: confidence ?? '',
    factor: factor ?? '',
    rule_item: showIf?.item ?? '',
  }
  for (const code of showIf?.codes ?? []) values[`rule_${code}`] = 'on'
  if ('choices' in item)
    for (const { code, text } of item.choices) Object.assign(values, both(`choice_${code}`, text))
  if (item.type === 'number') Object.assign(values, { min: String(item.min), max: String(item.max) })
  return values
}

function both(name: string, text: Localised | null | undefined): Record<string, string> {
  return { [`${name}_vi`]: text?.vi ?? '', [`${name}_en`]: text?.en ?? '' }
}
