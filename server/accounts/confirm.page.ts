import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type PasskeyFactor, passkeyFactor } from './passkey-factor.page.ts'

/** What views/accounts/confirm.ejs prints: somebody who is signed in proves to be the account's owner. */
export interface ConfirmPage {
  title: string
  errors: FormErrors
  /** Where the form is posted to: with the path to go on to. */
  action: string
  login: string
  password: TextField
  code: TextField
  /** Null at an address where browsers know no passkeys. */
  passkey: PasskeyFactor | null
}

export interface ConfirmPageInput {
  login: string
  next: string
  hasPasskeys: boolean
  errors: readonly FieldError[]
  t: Translate
}

export function confirmPage({ login, next, hasPasskeys, errors, t }: ConfirmPageInput): ConfirmPage {
  const fields = formFields({}, errors)
  return {
    title: t('accounts:confirm.title'),
    errors: fields.errors,
    action: `/account/confirm?${new URLSearchParams({ next })}`,
    login,
    password: fields.text(
      'password',
      { label: t('accounts:field.password'), required: true, autocomplete: 'current-password' },
      'password',
    ),
    code: fields.text('code', {
      label: t('accounts:field.code'),
      hint: t('accounts:sign_in.code_hint'),
      required: true,
      autocomplete: 'one-time-code',
    }),
    passkey: hasPasskeys ? passkeyFactor('accounts:passkey.confirm', t) : null,
  }
}
