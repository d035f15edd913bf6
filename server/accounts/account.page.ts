import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { describeBrowser } from './describe-browser.ts'
import { type NamedGrant, roleWords } from './grant-words.ts'
import type { OwnSession } from './own-account.queries.ts'
import type { OwnPasskey } from './passkey.queries.ts'
import type { Staff } from './staff.ts'

/** What was done to one's own account. */
export const OWN_DEEDS = [
  'session_ended',
  'passkey_added',
  'passkey_removed',
  'authenticator_removed',
  'linked',
  'unlinked',
] as const
export type OwnDeed = (typeof OWN_DEEDS)[number]

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
  authenticator: {
    state: string
    /** Null where there is none, or where nothing else is left. */
    removeHref: string | null
  }
  /** Null where there is no provider. */
  provider: { state: string; href: string; action: string } | null
  passkeys: { name: string; added: string; used: string; removeHref: string }[]
}

export interface AccountPageInput {
  staff: Staff
  grants: readonly NamedGrant[]
  sessions: readonly OwnSession[]
  currentSessionId: string
  recoveryCodes: number
  hasAuthenticator: boolean
  passkeys: readonly OwnPasskey[]
  /** Whether the organisation has an identity provider to sign in by. */
  hasProvider: boolean
  /** What the provider calls the person; null where the accounts are not linked. */
  linkedAs: string | null
  done: OwnDeed | null
  locale: Locale
  t: Translate
}

export function accountPage(input: AccountPageInput): AccountPage {
  const { staff, grants, sessions, currentSessionId, recoveryCodes, done, locale, t } = input
  const { hasAuthenticator, passkeys, hasProvider, linkedAs } = input
  const format = formatFor(locale, t)
  return {
    title: t('accounts:account.title'),
    done: done === null ? '' : t(`accounts:account.done.${done}`),
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
    authenticator: {
      state: t(`accounts:account.authenticator.${hasAuthenticator ? 'there' : 'none'}`),
      removeHref: hasAuthenticator && passkeys.length > 0 ? '/account/authenticator/remove' : null,
    },
    provider: hasProvider ? providerPart(linkedAs, t) : null,
    passkeys: passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
      name,
      added: format.instant(addedAt),
      used: lastUsedAt === null ? t('accounts:passkey.never_used') : format.instant(lastUsedAt),
      removeHref: `/account/passkeys/${id}/remove`,
    })),
  }
}

function providerPart(linkedAs: string | null, t: Translate) {
  return linkedAs === null
    ? {
        state: t('accounts:provider.not_linked'),
        href: '/account/provider/link',
        action: t('accounts:provider.link'),
      }
    : {
        state: t('accounts:provider.linked', { name: linkedAs }),
        href: '/account/provider/unlink',
        action: t('accounts:change.unlink.submit'),
      }
}
