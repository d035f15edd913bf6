import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type ChoosableUnit, type GrantFields, grantFields } from './grant-fields.page.ts'

/** What views/accounts/staff-form.ejs prints. */
export interface StaffFormPage {
  title: string
  errors: FormErrors
  login: TextField
  name: TextField
  grant: GrantFields
}

export interface StaffFormInput {
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  units: readonly ChoosableUnit[]
  t: Translate
}

export function staffFormPage({ values, errors, units, t }: StaffFormInput): StaffFormPage {
  const fields = formFields(values, errors)
  return {
    title: t('accounts:staff.new'),
    errors: fields.errors,
    name: fields.text('name', { label: t('accounts:field.name'), required: true }),
    login: fields.text('login', {
      label: t('accounts:field.login'),
      hint: t('accounts:staff.login_hint'),
      required: true,
    }),
    grant: grantFields(fields, units, t),
  }
}
