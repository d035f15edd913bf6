import type { Translate } from '../web/i18n.ts'

/** What views/touchpoints/code-entry.ejs prints. */
export interface CodeEntryPage {
  title: string
  code: string
  error: string | null
}

export function codeEntryPage(
  code: string,
  problem: 'missing' | 'unknown' | null,
  t: Translate,
): CodeEntryPage {
  return { title: t('touchpoints:entry.title'), code, error: problem && t(`touchpoints:entry.${problem}`) }
}
