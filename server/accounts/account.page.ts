import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { describeBrowser } from './describe-browser.ts'
import { type NamedGrant, roleWords } from './grant-words.ts'
import type { OwnSession } from './own-account.queries.ts'
import type { Staff } from './staff.ts'

/** What views/accounts/account.ejs prints: one's own account. */
export interface AccountPage {
  title: string
  /** Said after something was done; '' otherwise. */
  done: string
  login: string
  name: string
  roles: readonly string[]
  recoveryCodes: string
  sessions: { browser: string; address: string; started: string; seen: string; endHref: string | null }[]
  errors: FormErrors
  password: TextField
  code: TextField
}

export interface AccountPageInput {
  staff: Staff
  grants: readonly NamedGrant[]
  sessions: readonly OwnSession[]
  currentSessionId: string
  recoveryCodes: number
  done: boolean
  errors: readonly FieldError[]
  locale: Locale
  t: Translate
}

export function accountPage(input: AccountPageInput): AccountPage {
  const { staff, grants, sessions, currentSessionId, recoveryCodes, done, errors, locale, t } = input
  const format = formatFor(locale, t)
  const fields = formFields({}, errors)
  return {
    title: t('accounts:account.title'),
    done: done ? t('accounts:account.session_ended') : '',
    login: staff.login,
    name: staff.name,
    roles: grants.map((grant) => roleWords(grant, t)),
    recoveryCodes: t('accounts:account.recovery_left', { count: recoveryCodes }),
    sessions: sessions.map(({ id, address, userAgent, startedAt, lastSeenAt }) => ({
      browser: describeBrowser(userAgent, t),
      address,
      started: format.instant(startedAt),
      seen: format.instant(lastSeenAt),
      endHref: id === currentSessionId ? null : `/account/sessions/${id}/end`,
    })),
    errors: fields.errors,
    password: fields.text(
      'password',
      { label: t('accounts:field.password'), required: true, autocomplete: 'current-password' },
      'password',
    ),
    code: fields.text('code', {
      label: t('accounts:field.code'),
      required: true,
      autocomplete: 'one-time-code',
    }),
  }
}
