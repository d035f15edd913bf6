import type { Translate } from '../web/i18n.ts'

/** Each names itself after those that it descends from, so the youngest comes first. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['coc_coc', 'Cốc Cốc'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const

/** Enough of what a browser calls itself to know one's own again. */
export function describeBrowser(userAgent: string, t: Translate): string {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1]
  const system = SYSTEMS.find((name) => userAgent.includes(name))
  const known = [browser, system].filter((part) => part !== undefined)
  return known.length > 0 ? known.join(' · ') : t('accounts:account.unknown_browser')
}
