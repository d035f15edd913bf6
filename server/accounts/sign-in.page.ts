import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type PasskeyFactor, passkeyFactor } from './passkey-factor.page.ts'
import { type ProofFields, proofFields } from './proof-fields.page.ts'

/** What views/accounts/sign-in.ejs prints. */
export interface SignInPage extends ProofFields {
  title: string
  errors: FormErrors
  login: TextField
  /** Where the form is posted to: with the path to go on to, where there is one. */
  action: string
  /** Null at an address where browsers know no passkeys. */
  passkey: { factor: PasskeyFactor; aloneHref: string } | null
  /** The organisation's own sign-in; null where there is none. */
  provider: { label: string; href: string } | null
}

export interface SignInPageInput {
  login: string
  next: string | null
  hasPasskeys: boolean
  /** What the organisation's identity provider is called; null where there is none. */
  provider: string | null
  errors: readonly FieldError[]
  t: Translate
}

export function signInPage({ login, next, hasPasskeys, provider, errors, t }: SignInPageInput): SignInPage {
  const fields = formFields({ login }, errors)
  const query = next === null ? '' : `?${new URLSearchParams({ next })}`
  return {
    title: t('accounts:sign_in.title'),
    errors: fields.errors,
    login: fields.text('login', {
      label: t('accounts:field.login'),
      required: true,
      autocomplete: 'username',
    }),
    ...proofFields(fields, t),
    action: `/sign-in${query}`,
    passkey: hasPasskeys
      ? {
          factor: passkeyFactor('accounts:passkey.sign_in', t),
          aloneHref: `/sign-in/passkey${query}`,
        }
      : null,
    provider:
      provider === null
        ? null
        : {
            label: t('accounts:provider.sign_in', { provider }),
            href: `/sign-in/provider${query}`,
          },
  }
}
