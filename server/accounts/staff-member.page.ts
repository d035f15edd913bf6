import { type FormErrors, formFields } from '../web/form-field.page.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { type ChoosableUnit, type GrantFields, grantFields } from './grant-fields.page.ts'
import { roleWords } from './grant-words.ts'
import type { HeldGrant, StaffMember } from './staff.queries.ts'
import { staffPath, stateOf } from './staff-list.page.ts'

/** What was done to the account that the page shows. */
export const DEEDS = ['granted', 'grant_ended', 'disabled'] as const
export type Deed = (typeof DEEDS)[number]

/** What views/accounts/staff-member.ejs prints. */
export interface StaffMemberPage {
  title: string
  login: string
  state: string
  created: string
  auditHref: string
  /** Said after something was done; '' otherwise. */
  done: string
  grants: { words: string; since: string; endHref: string }[]
  errors: FormErrors
  /** Said on one's own account, which nobody changes themselves; '' on others. */
  own: string
  /** Null there, and for who may only look. */
  actions: {
    grant: GrantFields
    grantHref: string
    resetHref: string
    /** Null for who has no password, or is disabled: they need a link that sets one. */
    resetFactorHref: string | null
    /** Null where it is disabled already. */
    disableHref: string | null
  } | null
}

export interface StaffMemberInput {
  member: StaffMember
  grants: readonly HeldGrant[]
  units: readonly ChoosableUnit[]
  mayManage: boolean
  isOwn: boolean
  done: Deed | null
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  locale: Locale
  t: Translate
}

export function staffMemberPage(input: StaffMemberInput): StaffMemberPage {
  const { member, grants, units, mayManage, isOwn, done, values, errors, locale, t } = input
  const format = formatFor(locale, t)
  const fields = formFields(values, errors)
  const path = staffPath(member.id)
  return {
    title: member.name,
    login: member.login,
    state: t(`accounts:state.${stateOf(member)}`),
    created: format.instant(member.createdAt),
    auditHref: `/audit?${new URLSearchParams({ login: member.login })}`,
    done: done === null ? '' : t(`accounts:staff.done.${done}`),
    grants: grants.map((grant) => ({
      words: roleWords(grant, t),
      since: t('accounts:staff.since', { date: format.date(grant.validFrom) }),
      endHref: `${path}/grants/${grant.id}/end`,
    })),
    errors: fields.errors,
    own: mayManage && isOwn ? t('accounts:staff.own') : '',
    actions:
      isOwn || !mayManage
        ? null
        : {
            grant: grantFields(fields, units, t),
            grantHref: `${path}/grants`,
            resetHref: `${path}/reset`,
            resetFactorHref: stateOf(member) === 'open' ? `${path}/reset-factor` : null,
            disableHref: member.disabledAt === null ? `${path}/disable` : null,
          },
  }
}

/** What views/accounts/access-link.ejs prints, once. */
export interface AccessLinkPage {
  title: string
  name: string
  login: string
  link: string
  href: string
}

export function accessLinkPage(
  { id, name, login }: Pick<StaffMember, 'id' | 'name' | 'login'>,
  link: string,
  t: Translate,
): AccessLinkPage {
  return { title: t('accounts:link.title'), name, login, link, href: staffPath(id) }
}
