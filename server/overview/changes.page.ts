import { figureOfSelection } from '../dashboard/figure-of-selection.ts'
import { changeWords, type Words } from '../dashboard/figure-words.ts'
import { dashboardHref, selectionOf } from '../dashboard/question.ts'
import { changeBetween } from '../statistics/change.ts'
import type { Figure } from '../statistics/figure.ts'
import { lastDay, type Period, precedingPeriod } from '../statistics/reporting-period.ts'
import type { DossierCounts } from '../statistics/response-rate.ts'
import type { CommentCounts } from './count-comments.ts'
import type { HomeFigures } from './load-figures.ts'

/** What changed: the week, the one before, and the quarter so far. */
export interface ChangesPage {
  columns: string[]
  rows: ChangeRow[]
}

export interface ChangeRow {
  name: string
  cells: ChangeCell[]
  /** '' for none. */
  note: string
}

/** `href` is null where there is nothing behind it. */
export interface ChangeCell {
  text: string
  href: string | null
}

/** A column before it is put into words. */
interface Span {
  period: Period
  figure: Figure
  /** Null where not every unit that was rated has reported dossiers. */
  served: DossierCounts | null
  /** Null for who may not read them. */
  comments: number | null
}

export function changesPage(figures: HomeFigures, comments: CommentCounts | null, words: Words): ChangesPage {
  const { t, format } = words
  const { week, quarter } = figures
  const spans = spansOf(figures, comments)
  const isReported = spans.some(({ served }) => served !== null)
  const row = (name: string, cell: (span: Span) => ChangeCell, note = ''): ChangeRow => ({
    name: t(`overview:changes.${name}`),
    cells: spans.map(cell),
    note,
  })
  const ofFigure = (text: string, { period, figure }: Span): ChangeCell => ({
    text,
    href: figure.state === 'measured' ? dashboardHref({ ...week.question, period }) : null,
  })
  const ofDossiers = (text: (counts: DossierCounts) => string) => (span: Span) =>
    span.served === null
      ? { text: t('overview:unknown'), href: null }
      : { text: text(span.served), href: listHref('/dossiers/response', week.question.unitId, span.period) }
  // Those who rated a dossier are among the few who answered.
  const ofRated = (text: (counts: DossierCounts) => string) => (span: Span) =>
    span.figure.state === 'suppressed'
      ? { text: t('dashboard:state.suppressed'), href: null }
      : ofDossiers(text)(span)
  return {
    columns: [
      t('overview:column.week'),
      t('overview:column.before'),
      t('overview:column.quarter', { quarter: format.period(quarter.question.period) }),
    ],
    rows: [
      row('responses', (span) => ofFigure(respondents(span.figure, words), span)),
      row('share', (span) => ofFigure(share(span.figure, words), span), changed(figures, words)),
      ...(isReported ? COUNTS : (['dossiers'] as const)).map((name) =>
        row(
          name,
          (name === 'opened' || name === 'answered' ? ofRated : ofDossiers)((counts) =>
            format.count(counts[name]),
          ),
        ),
      ),
      ...(isReported
        ? [
            row(
              'rate',
              ofRated((counts) => rate(counts, words)),
            ),
          ]
        : []),
      ...(comments === null
        ? []
        : [
            row('comments', (span) => ({
              text: format.count(span.comments ?? 0),
              href: listHref('/comments', week.question.unitId, span.period),
            })),
          ]),
    ],
  }
}

/** A list about a unit (null = all) in a period. */
export function listHref(
  path: '/comments' | '/dossiers/response',
  unitId: string | null,
  period: Period,
): string {
  const unit = unitId === null ? {} : { unit: unitId }
  return `${path}?${new URLSearchParams({ ...unit, from: period.from, to: lastDay(period) })}`
}

const COUNTS = ['dossiers', 'invited', 'opened', 'answered'] as const

function spansOf({ week, servedBefore, quarter }: HomeFigures, comments: CommentCounts | null): Span[] {
  const selection = selectionOf(week.question)
  return [
    {
      period: week.question.period,
      figure: figureOfSelection(week),
      served: week.served(selection),
      comments: comments?.week ?? null,
    },
    {
      period: precedingPeriod(week.question.period),
      figure: week.previous.figure(selection),
      served: servedBefore(selection),
      comments: comments?.before ?? null,
    },
    {
      period: quarter.question.period,
      figure: figureOfSelection(quarter),
      served: quarter.served(selection),
      comments: comments?.quarter ?? null,
    },
  ]
}

function changed({ week }: HomeFigures, words: Words): string {
  const selection = selectionOf(week.question)
  const [before, now] = [week.previous.tally(selection), week.cube.tally(selection)]
  if (before === null || now === null) return ''
  const change = changeWords(changeBetween(before, now, week.rules.minimumCell), words)
  return change === null ? '' : words.t('overview:changes.against', { ...change })
}

function respondents(figure: Figure, { t, format }: Words): string {
  if (figure.state === 'measured') return format.count(figure.answered)
  return figure.state === 'no_responses' ? format.count(0) : t('dashboard:state.suppressed')
}

function share(figure: Figure, { t, format }: Words): string {
  return figure.state === 'measured' ? format.share(figure) : t(`dashboard:state.${figure.state}`)
}

function rate({ answered, dossiers }: DossierCounts, { t, format }: Words): string {
  return dossiers === 0 ? t('overview:unknown') : format.share({ satisfied: answered, answered: dossiers })
}
