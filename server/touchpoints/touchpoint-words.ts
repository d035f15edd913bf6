import type { ProcedureField } from '../procedures/procedure-field.queries.ts'
import { addDays } from '../statistics/civil-date.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { RegisteredTouchpoint } from './register.queries.ts'
import { spelledCode } from './touchpoint-code.ts'

/** How a touchpoint is described on the staff's pages. */
export interface TouchpointWords {
  code: string
  kind: string
  place: string | null
  counter: string | null
  field: string
  valid: string
  state: string
}

/** A touchpoint in few words: its kind, and where it stands or its code. */
export function placeName(
  { kind, place, code }: Pick<RegisteredTouchpoint, 'kind' | 'place' | 'code'>,
  t: Translate,
): string {
  return `${t(`touchpoints:kind.${kind}`)}: ${place ?? spelledCode(code)}`
}

export interface WordsInput {
  fields: readonly ProcedureField[]
  locale: Locale
  t: Translate
}

export function touchpointWords(
  { code, kind, place, counter, procedureFieldId, validFrom, validUntil, state }: RegisteredTouchpoint,
  { fields, locale, t }: WordsInput,
): TouchpointWords {
  const { date } = formatFor(locale, t)
  const field = fields.find(({ id }) => id === procedureFieldId)
  return {
    code: spelledCode(code),
    kind: t(`touchpoints:kind.${kind}`),
    place,
    counter,
    field: field ? field.name[locale] : t('touchpoints:anyField'),
    valid:
      validUntil === null
        ? t('touchpoints:valid.from', { from: date(validFrom) })
        : t('touchpoints:valid.until', { from: date(validFrom), until: date(addDays(validUntil, -1)) }),
    state: t(`touchpoints:state.${state}`),
  }
}
