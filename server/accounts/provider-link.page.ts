import type { Translate } from '../web/i18n.ts'

/** What views/accounts/provider-link.ejs prints: the way to the provider, to link the accounts. */
export interface ProviderLinkPage {
  title: string
  lead: string
  href: string
  action: string
}

export function providerLinkPage(provider: string, t: Translate): ProviderLinkPage {
  return {
    title: t('accounts:provider.link_title', { provider }),
    lead: t('accounts:provider.link_lead'),
    href: '/account/provider/visit',
    action: t('accounts:provider.visit'),
  }
}
