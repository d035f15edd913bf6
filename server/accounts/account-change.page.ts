import type { Translate } from '../web/i18n.ts'

/** What somebody changes of their own account by one button, once they have proved to be its owner. */
export type AccountChange = 'renew' | 'remove_passkey' | 'remove_authenticator' | 'link' | 'unlink'

/** What views/accounts/account-change.ejs prints. */
export interface AccountChangePage {
  title: string
  lead: string
  action: string
  submit: string
}

/** `name`: of the thing that is changed, where it has one. */
export function accountChangePage(
  change: AccountChange,
  { action, name = '' }: { action: string; name?: string },
  t: Translate,
): AccountChangePage {
  const words = `accounts:change.${change}`
  return {
    title: t(`${words}.title`, { name }),
    lead: t(`${words}.lead`),
    action,
    submit: t(`${words}.submit`),
  }
}
