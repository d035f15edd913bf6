import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { SHORTEST_PASSWORD } from './password-rules.ts'

/** What views/accounts/enrolment.ejs prints: the page of a one-time link. */
export interface EnrolmentPage {
  title: string
  name: string
  errors: FormErrors
  /** Where the form is posted to. */
  action: string
  login: string
  password: TextField
  passwordAgain: TextField
  /** The SVG of the QR code that authenticator apps read. */
  qrSvg: string
  /** The same, to be typed, in groups of four. */
  secret: string
  code: TextField
}

export interface EnrolmentPageInput {
  link: string
  person: { login: string; name: string }
  secret: string
  qrSvg: string
  errors: readonly FieldError[]
  t: Translate
}

export function enrolmentPage({ link, person, secret, qrSvg, errors, t }: EnrolmentPageInput): EnrolmentPage {
  const { text, errors: formErrors } = formFields({}, errors)
  const newPassword = (name: string, label: string, hint?: string) =>
    text(
      name,
      { label, required: true, autocomplete: 'new-password', ...(hint === undefined ? {} : { hint }) },
      'password',
    )
  return {
    title: t('accounts:enrolment.title'),
    ...person,
    errors: formErrors,
    action: `/enrol?${new URLSearchParams({ link })}`,
    password: newPassword(
      'password',
      t('accounts:field.new_password'),
      t('accounts:enrolment.password_hint', { count: SHORTEST_PASSWORD }),
    ),
    passwordAgain: newPassword('passwordAgain', t('accounts:field.password_again')),
    qrSvg,
    secret: secret.match(/.{1,4}/g)?.join(' ') ?? '',
    code: text('code', {
      label: t('accounts:field.code'),
      hint: t('accounts:enrolment.code_hint'),
      required: true,
      autocomplete: 'one-time-code',
    }),
  }
}

/** What views/accounts/recovery-codes.ejs prints, once. */
export interface RecoveryCodesPage {
  title: string
  codes: readonly string[]
}

export function recoveryCodesPage(codes: readonly string[], t: Translate): RecoveryCodesPage {
  return { title: t('accounts:recovery.title'), codes }
}
