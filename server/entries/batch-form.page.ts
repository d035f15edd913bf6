import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import { MOST_SLIPS } from './batch.input.ts'
import type { EntryWords } from './batch-list.page.ts'

/** What views/entries/form.ejs prints. */
export interface BatchFormPage {
  title: string
  errors: FormErrors
  unit: SelectField
  procedureField: SelectField
  slipsOn: TextField
  controlTotal: TextField
}

export interface BatchFormInput extends EntryWords {
  units: readonly { id: string; name: string }[]
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
}

export function batchFormPage({ units, values, errors, fields, locale, t }: BatchFormInput): BatchFormPage {
  const { text, select, errors: listed } = formFields(values, errors)
  const required = true
  return {
    title: t('entries:form.title'),
    errors: listed,
    unit: select('unit', { label: t('entries:form.unit'), required }, [
      { value: '', label: t('entries:form.chooseUnit') },
      ...units.map(({ id, name }) => ({ value: id, label: name })),
    ]),
    procedureField: select(
      'procedureField',
      { label: t('entries:form.field'), hint: t('entries:form.fieldHint'), required },
      [
        { value: '', label: t('entries:form.chooseField') },
        ...fields.map(({ id, name }) => ({ value: id, label: name[locale] })),
      ],
    ),
    slipsOn: text(
      'slipsOn',
      { label: t('entries:form.slipsOn'), hint: t('entries:form.slipsOnHint'), required },
      'date',
    ),
    controlTotal: text(
      'controlTotal',
      { label: t('entries:form.total'), hint: t('entries:form.totalHint', { most: MOST_SLIPS }), required },
      'number',
    ),
  }
}
