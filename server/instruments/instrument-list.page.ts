import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { Draft } from './draft.queries.ts'
import type { PublishedVersion } from './instrument.queries.ts'
import { draftPath, versionPath } from './instrument-paths.ts'
import { type PlannedTouchpoint, waveOn } from './wave-plans.ts'

/** What views/instruments/list.ejs prints. */
export interface InstrumentListPage {
  title: string
  mayWrite: boolean
  drafts: { title: string; href: string; version: string; changed: string; unverified: string }[]
  versions: { title: string; href: string; version: string; published: string; asked: string }[]
}

export interface InstrumentListInput {
  versions: readonly PublishedVersion[]
  drafts: readonly Draft[]
  plans: readonly PlannedTouchpoint[]
  mayWrite: boolean
  today: string
  locale: Locale
  t: Translate
}

export function instrumentListPage(input: InstrumentListInput): InstrumentListPage {
  const { versions, drafts, plans, mayWrite, today, locale, t } = input
  const format = formatFor(locale, t)
  const asking = Map.groupBy(plans, (one) => waveOn(one, today)?.versionId)
  return {
    title: t('instruments:list.title'),
    mayWrite,
    drafts: drafts.map(({ content, changedAt }) => {
      const unverified = content.items.filter(({ confidence }) => confidence === 'unverified').length
      return {
        title: content.title[locale],
        href: draftPath(content.instrument),
        version: String(content.version),
        changed: format.instant(changedAt),
        unverified: unverified > 0 ? t('instruments:draft.unverified', { count: unverified }) : '',
      }
    }),
    versions: versions.map(({ id, content, publishedAt }) => ({
      title: content.title[locale],
      href: versionPath(id),
      version: String(content.version),
      published: format.instant(publishedAt),
      asked: t('instruments:list.asked', { count: asking.get(id)?.length ?? 0 }),
    })),
  }
}
