import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'

/** Where a clerk makes out the slip of the dossier that is being returned. */
export interface SlipFormPage {
  title: string
  errors: FormErrors
  code: TextField
}

export function slipFormPage(
  values: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
  t: Translate,
): SlipFormPage {
  const fields = formFields(values, errors)
  return {
    title: t('invitations:slip.title'),
    errors: fields.errors,
    code: fields.text('code', { label: t('invitations:slip.code'), required: true }),
  }
}
