import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'

/** What views/accounts/passkey-form.ejs prints. */
export interface PasskeyFormPage {
  title: string
  errors: FormErrors
  name: TextField
  /** False at an address where browsers know no passkeys. */
  isPossible: boolean
}

export interface PasskeyFormInput {
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  isPossible: boolean
  t: Translate
}

export function passkeyFormPage({ values, errors, isPossible, t }: PasskeyFormInput): PasskeyFormPage {
  const fields = formFields(values, errors)
  return {
    title: t('accounts:passkey.new.title'),
    errors: fields.errors,
    name: fields.text('name', {
      label: t('accounts:passkey.new.name'),
      hint: t('accounts:passkey.new.name_hint'),
      required: true,
    }),
    isPossible,
  }
}
