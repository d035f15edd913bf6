import type { Translate } from '../web/i18n.ts'

/** What whoever opens an invitation sees when its dossier has been rated. */
export interface AlreadyRatedPage {
  title: string
  message: string
}

export function alreadyRatedPage(t: Translate): AlreadyRatedPage {
  return { title: t('invitations:rated.title'), message: t('invitations:rated.message') }
}
