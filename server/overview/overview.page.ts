import { type CommentPage, commentWords } from '../comments/comment-words.ts'
import type { Catalogue } from '../dashboard/dashboard.queries.ts'
import type { Words } from '../dashboard/figure-words.ts'
import type { Names } from '../dashboard/names.ts'
import type { Period } from '../statistics/reporting-period.ts'
import type { Locale } from '../web/i18n.ts'
import { type ChangesPage, changesPage, listHref } from './changes.page.ts'
import type { HomeUnit } from './home-unit.ts'
import type { Home } from './load-home.ts'
import { type LinesBelow, type TaskPage, tasksPage } from './tasks.page.ts'
import { thresholdRows } from './threshold-rows.ts'
import { type ThresholdsPage, thresholdsPage } from './thresholds.page.ts'
import { unitsBelow } from './units-below.ts'

/** What views/overview/overview.ejs prints: the week of a unit, or of the province. */
export interface OverviewPage {
  title: string
  name: string
  period: string
  /** From one own unit to the other; empty for who has one. */
  homes: { label: string; href: string; current: boolean }[]
  /** What a new install needs first, as far as the person may do it; null as soon as anybody has rated. */
  steps: { label: string; href: string; isDone: boolean }[] | null
  /** Null for who may not read figures, as `changes`. */
  thresholds: ThresholdsPage | null
  changes: ChangesPage | null
  tasks: TaskPage[]
  /** Null for who may not read comments. */
  comments: { list: CommentPage[]; allHref: string } | null
}

export interface OverviewInput {
  home: Home
  week: Period
  /** The person's own units. */
  own: readonly string[]
  catalogue: Catalogue
  names: Names
  words: Words
  locale: Locale
}

export function overviewPage({
  home,
  week,
  own,
  catalogue,
  names,
  words,
  locale,
}: OverviewInput): OverviewPage {
  const { t, format } = words
  const { unit, figures, comments, touchpoints, flagged } = home
  const name = nameOf(unit)
  return {
    title: t('overview:title', { unit: name }),
    name,
    period: t('overview:period', { week: format.period(week) }),
    homes:
      own.length < 2
        ? []
        : own.map((id) => ({ label: nameOf(id), href: homeHref(id), current: id === unit })),
    steps:
      home.steps?.map(({ name, href, isDone }) => ({ label: t(`overview:step.${name}`), href, isDone })) ??
      null,
    thresholds: figures && thresholdsPage(figures, names, words),
    changes: figures && changesPage(figures, comments?.counts ?? null, words),
    tasks: tasksPage({ unit, below: below(), touchpoints, flagged, words }),
    comments: comments && {
      list: comments.list.map((comment) =>
        commentWords(comment, { names: commentNames(), format, locale, t }),
      ),
      allHref: listHref('/comments', unit, week),
    },
  }

  function nameOf(id: HomeUnit): string {
    return id === null ? t('dashboard:unit.all') : names.unit(id)
  }

  /** At a unit its fields, in the province its units. */
  function below(): LinesBelow | null {
    if (figures === null) return null
    const { quarter } = figures
    const { question } = quarter
    if (unit === null) return { heading: 'below_units', rows: unitsBelow(quarter, names), question }
    const rows = thresholdRows(quarter, names, t).filter(({ judgement }) => judgement?.evidence === 'not_met')
    return { heading: 'below', rows, question }
  }

  function commentNames() {
    return {
      units: new Map(catalogue.units.map(({ id, name }) => [id, name])),
      fields: new Map(catalogue.fields.map(({ id, name }) => [id, name])),
    }
  }
}

function homeHref(unitId: string): string {
  return `/home?${new URLSearchParams({ unit: unitId })}`
}
