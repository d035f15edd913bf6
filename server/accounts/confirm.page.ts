import { type FormErrors, formFields } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type PasskeyFactor, passkeyFactor } from './passkey-factor.page.ts'
import { type ProofFields, proofFields } from './proof-fields.page.ts'

/** What views/accounts/confirm.ejs prints: somebody who is signed in proves to be the account's owner. */
export interface ConfirmPage extends ProofFields {
  title: string
  errors: FormErrors
  /** Where the form is posted to: with the path to go on to. */
  action: string
  login: string
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
    ...proofFields(fields, t),
    passkey: hasPasskeys ? passkeyFactor('accounts:passkey.confirm', t) : null,
  }
}
