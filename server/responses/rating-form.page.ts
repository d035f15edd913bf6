import type { TouchpointKind } from '../../db/schema.ts'
import {
  codesOf,
  type InstrumentContent,
  type InstrumentItem,
  isCoded,
  type Localised,
} from '../instruments/instrument.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { type Keypad, keypad } from '../web/keypad.page.ts'
import { startHref } from './start-href.ts'

export interface RatingFormInput {
  touchpoint: {
    code: string
    unitName: string
    place: string | null
    kind: TouchpointKind
    /** Set where the touchpoint stands for one field: the form then does not ask. */
    procedureField: string | null
  }
  fields: readonly { id: string; name: Localised }[]
  instrument: InstrumentContent
  /** Null for a form that is only looked at. */
  instrumentVersionId: string | null
  locale: Locale
  submissionKey: string
  /** What was posted, by input name; {} at first, but for an invitation's own. */
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  t: Translate
}

export interface RatingFormPage {
  title: string
  unitName: string
  place: string | null
  lead: string
  instrumentTitle: string
  /** What is asked, for a hidden input; null for a preview, which cannot be sent. */
  instrumentVersionId: string | null
  submissionKey: string
  touchpointCode: string
  /** For whoever was invited to rate one dossier; null for everybody else. */
  invitation: { token: string; text: string } | null
  /** Where the form begins anew, for the next person at a kiosk. */
  startHref: string
  /** One question a screen, with script; without it the same form on one page. */
  stepped: boolean
  errors: FormError[]
  respondentKind: ChoiceQuestion
  /** The fixed field's id, for a hidden input; null where the form asks. */
  fixedField: string | null
  field: ChoiceQuestion | null
  overall: RatingQuestion
  /** Everything after `overall` that the questionnaire asks; all can be skipped. */
  optional: OptionalQuestion[]
  comment: CommentQuestion
  /** Asked at the office's own devices only: on people's phones an invitation says it. */
  dossier: DossierQuestion | null
}

/** An error at the top of the page; `href` leads to the input, null where there is none to mend. */
export interface FormError {
  message: string
  href: string | null
}

export type Question = RatingQuestion | ChoiceQuestion | NumberQuestion | TextQuestion

export type OptionalQuestion = Question & {
  /** The title of the part that begins here. */
  part: string | null
  /** Of whom it is asked: of those who gave one of the codes to an item. Without script everybody reads it. */
  askedIf: { item: string; codes: string; text: string } | null
}

interface QuestionBase {
  /** The input's name. Element ids begin with it: `<name>-1`, `<name>-error`. */
  name: string
  text: string
  required: boolean
  error: string | null
  /** For aria-describedby; null when nothing describes the question. */
  describedBy: string | null
}

export interface RatingQuestion extends QuestionBase {
  kind: 'rating'
  /** Words before the text, where the text alone is no question. */
  leadIn: string | null
  hint: string | null
  steps: RatingStep[]
  noOpinion: Option | null
}

export interface ChoiceQuestion extends QuestionBase {
  kind: 'choice'
  options: Option[]
}

export interface NumberQuestion extends QuestionBase {
  kind: 'number'
  hint: string
  min: number
  max: number
  value: string
  keypad: Keypad
}

export interface TextQuestion extends QuestionBase {
  kind: 'text'
  value: string
}

export interface CommentQuestion extends QuestionBase {
  value: string
}

export interface DossierQuestion extends QuestionBase {
  value: string
  keypad: Keypad
}

export interface Option {
  id: string
  value: string
  text: string
  checked: boolean
}

export interface RatingStep extends Option {
  /** Which of the five faces. */
  face: number
}

/** The rating form of a touchpoint, empty or with what was posted and what is wrong with it. */
export function ratingFormPage(input: RatingFormInput): RatingFormPage {
  const { touchpoint, instrument, locale, errors, t } = input
  const [overall, ...others] = instrument.items.map((item) => optionalQuestion(item, input))
  if (overall?.kind !== 'rating') throw new Error('the first item of an instrument is the overall rating')
  const field = touchpoint.procedureField === null ? fieldQuestion(input) : null
  return {
    title: errors.length > 0 ? t('responses:form.titleWithErrors') : t('responses:form.title'),
    unitName: touchpoint.unitName,
    place: touchpoint.place,
    lead: t(field ? 'responses:form.leadTwo' : 'responses:form.leadOne'),
    instrumentTitle: instrument.title[locale],
    instrumentVersionId: input.instrumentVersionId,
    submissionKey: input.submissionKey,
    touchpointCode: touchpoint.code,
    invitation: invitationOf(input),
    startHref: startHref(touchpoint),
    stepped: touchpoint.kind === 'kiosk',
    errors: errors.map((error) => summarised(error, input)),
    respondentKind: respondentQuestion(input),
    fixedField: touchpoint.procedureField,
    field,
    overall: {
      ...overall,
      leadIn: null,
      hint: t('responses:form.privacy'),
      describedBy: describedBy(overall.name, true, input),
    },
    optional: others,
    comment: {
      ...questionBase('comment', instrument.comment.text[locale], false, input),
      describedBy: describedBy('comment', true, input),
      value: input.values['comment'] ?? '',
    },
    dossier: touchpoint.kind === 'kiosk' ? dossierQuestion(input) : null,
  }
}

/** What dossier codes are written with. */
const CODE_CHARACTERS = '1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ-./'

function dossierQuestion(input: RatingFormInput): DossierQuestion {
  return {
    ...questionBase('dossier', input.t('kiosk:dossier.question'), false, input),
    describedBy: describedBy('dossier', true, input),
    value: input.values['dossier'] ?? '',
    keypad: keypad('dossier', CODE_CHARACTERS, input.t),
  }
}

function invitationOf({ values, fields, locale, t }: RatingFormInput): RatingFormPage['invitation'] {
  const token = values['invitation']
  if (token === undefined) return null
  const field = fields.find(({ id }) => id === values['procedureField'])?.name[locale] ?? ''
  return { token, text: t('invitations:form.text', { field }) }
}

function optionalQuestion(item: InstrumentItem, input: RatingFormInput): OptionalQuestion {
  return {
    ...itemQuestion(item, input),
    part: item.part?.[input.locale] ?? null,
    askedIf: askedIf(item, input),
  }
}

function askedIf({ showIf }: InstrumentItem, { instrument, locale, t }: RatingFormInput) {
  const asked = instrument.items.find(({ id }) => id === showIf?.item)
  if (!showIf || !asked || !isCoded(asked)) return null
  const chosen = codesOf(asked, instrument).filter(({ code }) => showIf.codes.includes(code))
  const answers = chosen.map(({ text }) => `«${text[locale]}»`).join(t('responses:form.askedIf.or'))
  return {
    item: showIf.item,
    codes: showIf.codes.join(' '),
    text: t('responses:form.askedIf.text', { question: asked.text[locale], answers }),
  }
}

function itemQuestion(item: InstrumentItem, input: RatingFormInput) {
  const { instrument, locale, values, t } = input
  const base = questionBase(item.id, item.text[locale], item.required, input)
  const value = values[item.id] ?? ''
  if (item.type === 'text') {
    return { ...base, kind: 'text' as const, describedBy: describedBy(item.id, true, input), value }
  }
  if (item.type === 'number') {
    return {
      ...base,
      kind: 'number' as const,
      describedBy: describedBy(item.id, true, input),
      hint: t('responses:form.number', { min: item.min, max: item.max }),
      min: item.min,
      max: item.max,
      value,
      keypad: keypad(item.id, '1234567890', t),
    }
  }
  const noOpinion = item.noOpinion ? option(item.id, 'none', item.noOpinion[locale], input) : null
  const options = codesOf(item, instrument).map(({ code, text }) => ({
    ...option(item.id, String(code), text[locale], input),
    face: item.type === 'three_level' ? (THREE_FACES[code - 1] ?? code) : code,
  }))
  return item.type === 'rating' || item.type === 'three_level'
    ? {
        ...base,
        kind: 'rating' as const,
        leadIn: t('responses:form.leadIn'),
        hint: null,
        steps: options,
        noOpinion,
      }
    : { ...base, kind: 'choice' as const, options: noOpinion ? [...options, noOpinion] : options }
}

/** «Not satisfied», «satisfied», «very satisfied» among the faces of the five levels. */
const THREE_FACES = [2, 4, 5]

function fieldQuestion(input: RatingFormInput): ChoiceQuestion {
  const options = input.fields.map(({ id, name }) => option('procedureField', id, name[input.locale], input))
  return {
    ...questionBase('procedureField', input.t('responses:form.field'), true, input),
    kind: 'choice',
    options,
  }
}

function respondentQuestion(input: RatingFormInput): ChoiceQuestion {
  const asked = input.values['respondentKind'] === 'business' ? 'business' : 'citizen'
  const preselected = { ...input, values: { respondentKind: asked } }
  const options = ['citizen', 'business'].map((kind) =>
    option('respondentKind', kind, input.t(`responses:form.respondent.${kind}`), preselected),
  )
  return {
    ...questionBase('respondentKind', input.t('responses:form.respondent.question'), true, input),
    kind: 'choice',
    options,
  }
}

function questionBase(name: string, text: string, required: boolean, input: RatingFormInput): QuestionBase {
  const error = input.errors.find((candidate) => candidate.field === name)?.message ?? null
  return { name, text, required, error, describedBy: describedBy(name, false, input) }
}

function describedBy(name: string, hasHint: boolean, { errors }: RatingFormInput): string | null {
  const ids = hasHint ? [`${name}-hint`] : []
  if (errors.some((error) => error.field === name)) ids.push(`${name}-error`)
  return ids.length > 0 ? ids.join(' ') : null
}

function option(name: string, value: string, text: string, { values }: RatingFormInput): Option {
  return { id: `${name}-${value}`, value, text, checked: values[name] === value }
}

/** At the top, away from its field, a message needs the field's name, and a way to it. */
function summarised(
  { field, message }: FieldError,
  { instrument, locale, touchpoint, fields, t }: RatingFormInput,
): FormError {
  const item = instrument.items.find((candidate) => candidate.id === field)
  if (item) {
    return { message: `${item.short[locale]}: ${message}`, href: isCoded(item) ? `#${field}-1` : `#${field}` }
  }
  if (field === 'comment')
    return { message: `${instrument.comment.text[locale]}: ${message}`, href: '#comment' }
  if (field === 'procedureField' && touchpoint.procedureField === null) {
    return {
      message: `${t('responses:form.fieldShort')}: ${message}`,
      href: `#procedureField-${fields[0]?.id}`,
    }
  }
  return { message, href: null }
}
