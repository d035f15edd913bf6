import { addDays } from '../statistics/civil-date.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { Wave } from './wave.queries.ts'

/** What views/waves/list.ejs prints. */
export interface WaveListPage {
  title: string
  /** Said after a wave was taken back; '' otherwise. */
  done: string
  /** Null for who may only look. */
  newHref: string | null
  waves: { href: string; name: string; unit: string; dates: string; questionnaire: string }[]
}

export interface WaveWords {
  locale: Locale
  t: Translate
}

export function waveListPage(
  waves: readonly Wave[],
  { isCancelled, mayOpen, locale, t }: WaveWords & { isCancelled: boolean; mayOpen: boolean },
): WaveListPage {
  return {
    title: t('waves:list.title'),
    done: isCancelled ? t('waves:list.cancelled') : '',
    newHref: mayOpen ? '/waves/new' : null,
    waves: waves.map((wave) => ({
      href: wavePath(wave.id),
      name: wave.name,
      unit: wave.unitName,
      dates: waveDates(wave, { locale, t }),
      questionnaire: wave.instrumentVersion.content.title[locale],
    })),
  }
}

export function wavePath(id: string): string {
  return `/waves/${encodeURIComponent(id)}`
}

export function waveDates({ opensOn, closesOn }: Wave, { locale, t }: WaveWords): string {
  const { date } = formatFor(locale, t)
  return `${date(opensOn)}–${date(addDays(closesOn, -1))}`
}
