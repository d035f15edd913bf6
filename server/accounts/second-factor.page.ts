import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type PasskeyFactor, passkeyFactor } from './passkey-factor.page.ts'

/** What views/accounts/second-factor.ejs prints: what the provider left to ask. */
export interface SecondFactorPage {
  title: string
  lead: string
  errors: FormErrors
  code: TextField
  /** Null at an address where browsers know no passkeys. */
  passkey: PasskeyFactor | null
}

export interface SecondFactorInput {
  login: string
  provider: string
  hasPasskeys: boolean
  errors: readonly FieldError[]
  t: Translate
}

export function secondFactorPage(input: SecondFactorInput): SecondFactorPage {
  const { login, provider, hasPasskeys, errors, t } = input
  const fields = formFields({}, errors)
  return {
    title: t('accounts:second_factor.title'),
    lead: t('accounts:second_factor.lead', { login, provider }),
    errors: fields.errors,
    code: fields.text('code', {
      label: t('accounts:field.code'),
      hint: t('accounts:sign_in.code_hint'),
      required: true,
      autocomplete: 'one-time-code',
    }),
    passkey: hasPasskeys ? passkeyFactor('accounts:passkey.second_factor', t) : null,
  }
}
