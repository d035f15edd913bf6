import type { Translate } from '../web/i18n.ts'

/** The public home page. `touchpoints` is empty where none is open for trial. */
export interface HomePage {
  title: string
  touchpoints: { href: string; unitName: string }[]
}

export interface HomePageInput {
  touchpoints: readonly { code: string; unitName: string }[]
  t: Translate
}

export function homePage({ touchpoints, t }: HomePageInput): HomePage {
  return {
    title: t('home:title'),
    touchpoints: touchpoints.map(({ code, unitName }) => ({
      href: `/r/${encodeURIComponent(code)}`,
      unitName,
    })),
  }
}
