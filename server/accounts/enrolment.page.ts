import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import type { AccessLink } from './link.queries.ts'
import { SHORTEST_PASSWORD } from './password-rules.ts'

/** What views/accounts/enrolment.ejs prints: the page of a one-time link. */
export interface EnrolmentPage {
  title: string
  name: string
  errors: FormErrors
  /** Where the form is posted to. */
  action: string
  login: string
  /** `lead` stands above the password; '' where it needs none. */
  lead: string
  /** The heading of the first part. */
  passwordTitle: string
  password: TextField
  /** Null where the password stays. */
  passwordAgain: TextField | null
  /** The SVG of the QR code that authenticator apps read. */
  qrSvg: string
  /** The same, to be typed, in groups of four. */
  secret: string
  code: TextField
}

export interface EnrolmentPageInput {
  token: string
  link: Pick<AccessLink, 'login' | 'name' | 'keepsPassword'>
  secret: string
  qrSvg: string
  errors: readonly FieldError[]
  t: Translate
}

export function enrolmentPage({ token, link, secret, qrSvg, errors, t }: EnrolmentPageInput): EnrolmentPage {
  const { text, errors: formErrors } = formFields({}, errors)
  const newPassword = (name: string, label: string, hint?: string) =>
    text(
      name,
      { label, required: true, autocomplete: 'new-password', ...(hint === undefined ? {} : { hint }) },
      'password',
    )
  const passwords = link.keepsPassword
    ? {
        title: t('accounts:factor_renewal.title'),
        lead: t('accounts:factor_renewal.lead'),
        passwordTitle: t('accounts:factor_renewal.password'),
        password: text(
          'password',
          { label: t('accounts:field.password'), required: true, autocomplete: 'current-password' },
          'password',
        ),
        passwordAgain: null,
      }
    : {
        title: t('accounts:enrolment.title'),
        lead: '',
        passwordTitle: t('accounts:enrolment.password'),
        password: newPassword(
          'password',
          t('accounts:field.new_password'),
          t('accounts:enrolment.password_hint', { count: SHORTEST_PASSWORD }),
        ),
        passwordAgain: newPassword('passwordAgain', t('accounts:field.password_again')),
      }
  return {
    ...passwords,
    name: link.name,
    login: link.login,
    errors: formErrors,
    action: `/enrol?${new URLSearchParams({ link: token })}`,
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
