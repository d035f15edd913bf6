import type { Translate } from '../web/i18n.ts'
import { roleWords } from './grant-words.ts'
import type { HeldGrant, StaffMember } from './staff.queries.ts'

export type StaffState = 'open' | 'waiting' | 'disabled'

/** What views/accounts/staff-list.ejs prints. */
export interface StaffListPage {
  title: string
  count: string
  /** Null for who may only look. */
  newHref: string | null
  people: {
    name: string
    login: string
    href: string
    roles: readonly string[]
    state: string
    stateClass: StaffState
  }[]
}

export interface StaffListInput {
  people: readonly StaffMember[]
  grants: ReadonlyMap<string, readonly HeldGrant[]>
  mayManage: boolean
  t: Translate
}

export function staffListPage({ people, grants, mayManage, t }: StaffListInput): StaffListPage {
  return {
    title: t('accounts:staff.title'),
    count: t('accounts:staff.count', { count: people.length }),
    newHref: mayManage ? '/staff/new' : null,
    people: people.map((person) => ({
      name: person.name,
      login: person.login,
      href: staffPath(person.id),
      roles: (grants.get(person.id) ?? []).map((grant) => roleWords(grant, t)),
      state: t(`accounts:state.${stateOf(person)}`),
      stateClass: stateOf(person),
    })),
  }
}

export function stateOf({ disabledAt, isEnrolled }: StaffMember): StaffState {
  if (disabledAt !== null) return 'disabled'
  return isEnrolled ? 'open' : 'waiting'
}

export function staffPath(id: string): string {
  return `/staff/${id}`
}
