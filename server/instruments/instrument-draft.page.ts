import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { hindrance } from './approve-draft.ts'
import { type ContentChange, contentChanges } from './content-changes.ts'
import type { Draft } from './draft.queries.ts'
import type { PublishedVersion } from './instrument.queries.ts'
import { contentHash, type InstrumentItem } from './instrument.ts'
import { draftPath } from './instrument-paths.ts'
import { type QuestionRow, questionRows } from './question-row.ts'

/** What views/instruments/draft.ejs prints. */
export interface InstrumentDraftPage {
  title: string
  /** Which content this is, for everything that is done with it. */
  seen: string
  error: string | null
  facts: { name: string; value: string }[]
  /** Null for who may only read, as everything else that changes the draft. */
  detailsHref: string | null
  previews: { phoneHref: string; kioskHref: string }
  changes: { heading: string; list: ContentChange[] } | null
  questions: DraftQuestion[]
  added: { href: string; label: string }[]
  /** Why this person may not approve; null when they may. */
  hindrance: string | null
  approveHref: string | null
  deleteHref: string | null
}

export interface DraftQuestion extends QuestionRow {
  editHref: string | null
  editLabel: string
  /** What can be done with it at a press. */
  deeds: { action: string; words: string; label: string }[]
}

/** Types of which items can be added; the overall rating is there from the beginning. */
export const ITEM_TYPES = [
  'rating',
  'three_level',
  'choice',
  'yes_no',
  'number',
  'text',
] as const satisfies readonly InstrumentItem['type'][]

export interface InstrumentDraftInput {
  draft: Draft
  latest: PublishedVersion | undefined
  staffId: string
  may: { write: boolean; approve: boolean }
  /** A change that could not be made. */
  error: 'rule_broken' | null
  locale: Locale
  t: Translate
}

export function instrumentDraftPage(input: InstrumentDraftInput): InstrumentDraftPage {
  const { draft, latest, staffId, may, error, locale, t } = input
  const { content, changedAt } = draft
  const path = draftPath(content.instrument)
  const hindered = hindrance(draft, staffId)
  const types = ITEM_TYPES.filter(
    (type) =>
      (type !== 'rating' || content.scale !== undefined) &&
      (type !== 'three_level' || content.threeLevels !== undefined),
  )
  return {
    title: t('instruments:draft.title', { title: content.title[locale], version: content.version }),
    seen: contentHash(content),
    error: error && t(`instruments:error.${error}`),
    facts: [
      { name: t('instruments:fact.source'), value: content.source },
      { name: t('instruments:fact.comment_vi'), value: content.comment.text.vi },
      { name: t('instruments:draft.changed'), value: formatFor(locale, t).instant(changedAt) },
    ],
    detailsHref: may.write ? `${path}/details` : null,
    previews: { phoneHref: `${path}/preview?as=phone`, kioskHref: `${path}/preview?as=kiosk` },
    changes: latest
      ? {
          heading: t('instruments:change.since', { version: latest.content.version }),
          list: contentChanges(latest.content, content, { locale, t }),
        }
      : null,
    questions: questionRows(content, { locale, t }).map((row, index, rows) => {
      const itemPath = `${path}/items/${encodeURIComponent(row.id)}`
      return {
        ...row,
        editHref: may.write ? itemPath : null,
        editLabel: t('instruments:draft.edit', { text: row.text }),
        deeds: (may.write ? deedsAt(index, rows.length) : []).map((deed) => {
          const words = t(`instruments:deed.${deed}`)
          return { action: `${itemPath}/${deed}`, words, label: `${words}: ${row.text}` }
        }),
      }
    }),
    added: (may.write ? types : []).map((type) => ({
      href: `${path}/new-item/${type}`,
      label: t(`instruments:type.${type}`),
    })),
    hindrance: may.write ? hindered && t(`instruments:hindrance.${hindered}`) : null,
    approveHref: may.approve && !hindered ? `${path}/approve` : null,
    deleteHref: may.write ? `${path}/delete` : null,
  }
}

/** The overall rating comes first and stays. */
function deedsAt(index: number, length: number): string[] {
  if (index === 0) return []
  return [...(index > 1 ? ['earlier'] : []), ...(index < length - 1 ? ['later'] : []), 'delete']
}
