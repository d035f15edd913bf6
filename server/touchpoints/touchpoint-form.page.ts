import type { ProcedureField } from '../procedures/procedure-field.queries.ts'
import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { sessionsText, WEEKDAYS } from './opening-hours.ts'
import type { RegisteredTouchpoint } from './register.queries.ts'
import { spelledCode } from './touchpoint-code.ts'

/** What views/touchpoints/form.ejs prints, for a new touchpoint and for a change. */
export interface TouchpointFormPage {
  title: string
  action: string
  cancelHref: string
  errors: FormErrors
  /** Null for a change: unit, kind and first day stay. */
  onlyNew: { unit: SelectField; kind: SelectField; validFrom: TextField; lastDay: TextField } | null
  place: TextField
  counter: TextField
  procedureField: SelectField
  week: TextField[]
}

interface FormInput {
  fields: readonly ProcedureField[]
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  locale: Locale
  t: Translate
}

export function newTouchpointPage(
  input: FormInput & { units: readonly { id: string; name: string }[] },
): TouchpointFormPage {
  const { units, values, errors, t } = input
  const { text, select } = formFields(values, errors)
  const required = true
  return {
    ...description(input),
    title: t('touchpoints:form.newTitle'),
    action: '/touchpoints',
    cancelHref: '/touchpoints',
    onlyNew: {
      unit: select('unit', { label: t('touchpoints:page.unit'), required }, [
        { value: '', label: t('touchpoints:form.chooseUnit') },
        ...units.map(({ id, name }) => ({ value: id, label: name })),
      ]),
      kind: select('kind', { label: t('touchpoints:page.kind'), required }, [
        { value: '', label: t('touchpoints:form.chooseKind') },
        ...(['qr', 'tablet', 'kiosk'] as const).map((kind) => ({
          value: kind,
          label: t(`touchpoints:kind.${kind}`),
        })),
      ]),
      validFrom: text('validFrom', { label: t('touchpoints:form.validFrom'), required }, 'date'),
      lastDay: text(
        'lastDay',
        { label: t('touchpoints:form.lastDay'), hint: t('touchpoints:form.lastDayHint') },
        'date',
      ),
    },
  }
}

export function touchpointChangePage(input: FormInput & { code: string }): TouchpointFormPage {
  const path = `/touchpoints/${encodeURIComponent(input.code)}`
  return {
    ...description(input),
    title: input.t('touchpoints:form.changeTitle', { code: spelledCode(input.code) }),
    action: `${path}/change`,
    cancelHref: path,
    onlyNew: null,
  }
}

/** The form's values for a touchpoint as it is. */
export function presentValues(touchpoint: RegisteredTouchpoint): Record<string, string> {
  const { place, counter, procedureFieldId, openingHours } = touchpoint
  return {
    place: place ?? '',
    counter: counter ?? '',
    procedureField: procedureFieldId ?? '',
    ...Object.fromEntries(WEEKDAYS.map((day) => [`hours_${day}`, sessionsText(openingHours?.[day])])),
  }
}

function description({ fields, values, errors, locale, t }: FormInput) {
  const { text, select, errors: listed } = formFields(values, errors)
  return {
    errors: listed,
    place: text('place', { label: t('touchpoints:page.place'), hint: t('touchpoints:form.placeHint') }),
    counter: text('counter', {
      label: t('touchpoints:page.counter'),
      hint: t('touchpoints:form.counterHint'),
    }),
    procedureField: select(
      'procedureField',
      { label: t('touchpoints:page.field'), hint: t('touchpoints:form.fieldHint') },
      [
        { value: '', label: t('touchpoints:anyField') },
        ...fields.map(({ id, name }) => ({ value: id, label: name[locale] })),
      ],
    ),
    week: WEEKDAYS.map((day) => text(`hours_${day}`, { label: t(`touchpoints:weekday.${day}`) })),
  }
}
