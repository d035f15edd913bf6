import type { CivilDate } from '../statistics/civil-date.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { isCancellable } from './cancel-assignment.ts'
import { type ContentChange, contentChanges } from './content-changes.ts'
import type { ContinuousWave, PublishedVersion } from './instrument.queries.ts'
import { draftPath, versionPath } from './instrument-paths.ts'
import { type QuestionRow, questionRows } from './question-row.ts'

/** What views/instruments/version.ejs prints. */
export interface InstrumentVersionPage {
  title: string
  done: string | null
  facts: { name: string; value: string }[]
  /** `cancelHref` is null where a wave cannot be taken back. */
  waves: { from: string; until: string; cancelHref: string | null }[]
  previews: { phoneHref: string; kioskHref: string }
  /** Null for the first version. */
  changes: { heading: string; list: ContentChange[] } | null
  questions: QuestionRow[]
  /** Null where the next version is being written, and for who may not write. */
  beginHref: string | null
  /** Null where it is not, and for who may not read drafts. */
  draftHref: string | null
  assignHref: string | null
}

/** What can have been done to a version a moment ago. */
export const VERSION_DEEDS = ['approved', 'assigned', 'cancelled'] as const

export interface InstrumentVersionInput {
  version: PublishedVersion
  earlier: PublishedVersion | undefined
  waves: readonly ContinuousWave[]
  isBeingRevised: boolean
  may: { readDrafts: boolean; write: boolean; approve: boolean }
  today: CivilDate
  done: (typeof VERSION_DEEDS)[number] | null
  locale: Locale
  t: Translate
}

export function instrumentVersionPage(input: InstrumentVersionInput): InstrumentVersionPage {
  const { version, earlier, waves, isBeingRevised, may, today, done, locale, t } = input
  const { id, content, hash, publishedAt, approvedBy } = version
  const format = formatFor(locale, t)
  const path = versionPath(id)
  return {
    title: t('instruments:version.title', { title: content.title[locale], version: content.version }),
    done: done && t(`instruments:done.${done}`),
    facts: [
      { name: t('instruments:fact.source'), value: content.source },
      { name: t('instruments:version.published'), value: format.instant(publishedAt) },
      { name: t('instruments:version.approvedBy'), value: approvedBy ?? t('instruments:version.seeded') },
      { name: t('instruments:version.hash'), value: hash },
    ],
    waves: waves
      .filter(({ versionId }) => versionId === id)
      .map((wave) => ({
        from: format.date(wave.opensOn),
        until: wave.closesOn ? format.date(wave.closesOn) : '',
        cancelHref:
          may.approve && isCancellable(wave, waves, today) ? `${path}/waves/${wave.id}/cancel` : null,
      })),
    previews: { phoneHref: `${path}/preview?as=phone`, kioskHref: `${path}/preview?as=kiosk` },
    changes: earlier
      ? {
          heading: t('instruments:change.since', { version: earlier.content.version }),
          list: contentChanges(earlier.content, content, { locale, t }),
        }
      : null,
    questions: questionRows(content, { locale, t }),
    beginHref: may.write && !isBeingRevised ? `${path}/draft` : null,
    draftHref: may.readDrafts && isBeingRevised ? draftPath(content.instrument) : null,
    assignHref: may.approve ? `${path}/assign` : null,
  }
}
