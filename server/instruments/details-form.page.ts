import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { draftPath } from './instrument-paths.ts'

/** What views/instruments/details-form.ejs prints, for a new questionnaire and for a draft. */
export interface DetailsFormPage {
  title: string
  action: string
  cancelHref: string
  /** '' for a new questionnaire. */
  seen: string
  errors: FormErrors
  fields: TextField[]
  /** Null for a draft: code, scale and overall rating stay. */
  onlyNew: { code: TextField; levels: SelectField; overall: TextField[] } | null
}

export interface DetailsFormInput {
  /** Null for a new questionnaire. */
  draft: { instrumentId: string; seen: string } | null
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  t: Translate
}

export function detailsFormPage({ draft, values, errors, t }: DetailsFormInput): DetailsFormPage {
  const { text, select, errors: listed } = formFields(values, errors)
  const required = true
  const field = (name: string) => text(name, { label: t(`instruments:fact.${name}`), required })
  const path = draft ? draftPath(draft.instrumentId) : '/instruments'
  return {
    title: t(draft ? 'instruments:form.details' : 'instruments:form.newInstrument'),
    action: draft ? `${path}/details` : path,
    cancelHref: path,
    seen: draft?.seen ?? '',
    errors: listed,
    fields: ['title_vi', 'title_en', 'source', 'comment_vi', 'comment_en'].map(field),
    onlyNew: draft
      ? null
      : {
          code: text('code', {
            label: t('instruments:form.code'),
            hint: t('instruments:form.codeHint'),
            required,
          }),
          levels: select('levels', { label: t('instruments:form.levels'), required }, [
            { value: 'five', label: t('instruments:type.rating') },
            { value: 'three', label: t('instruments:type.three_level') },
          ]),
          overall: ['overall_vi', 'overall_en'].map(field),
        },
  }
}
