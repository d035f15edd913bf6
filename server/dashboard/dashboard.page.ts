import type { FlagCount } from '../review/flag.queries.ts'
import { type ReviewNote, reviewNote } from '../review/review-note.ts'
import { periodContaining } from '../statistics/reporting-period.ts'
import { breakdowns } from './breakdowns.ts'
import { figureOfSelection } from './figure-of-selection.ts'
import { type FigureTablePage, figureTable } from './figure-table.page.ts'
import type { Words } from './figure-words.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { type PeriodChooser, periodChooser } from './period-chooser.page.ts'
import { dashboardHref } from './question.ts'
import { QUESTIONS } from './questions.page.ts'
import type { ReadableUnits } from './readable-units.ts'
import {
  aboutWords,
  type FilterChip,
  filterChips,
  ownUnits,
  type UnitPath,
  unitPath,
} from './selection.page.ts'
import { targetRows } from './target-rows.ts'
import { type TargetTablePage, targetTable } from './target-table.page.ts'

/** Why there are no tables, and what the reader can do. */
export interface NothingToShow {
  heading: string
  text: string
  links: { label: string; href: string }[]
}

export interface DashboardPage {
  title: string
  period: string
  /** Said while the period goes on; '' afterwards. */
  unfinished: string
  unitPath: UnitPath
  /** The units of a person who has roles at several; empty for all others. */
  ownUnits: { label: string; href: string; current: boolean }[]
  filters: FilterChip[]
  /** Units as they were, as they are now. */
  views: { label: string; href: string; current: boolean }[]
  chooser: PeriodChooser
  /** What of these figures is under review, and what was confirmed as unusual; null where nothing is. */
  review: ReviewNote | null
  /** Null where there are figures. */
  nothing: NothingToShow | null
  targets: TargetTablePage | null
  tables: FigureTablePage[]
  /** Said where the period is not of whole months; '' elsewhere. */
  noFactors: string
  /** The answers to each question. */
  questionsHref: string
}

export interface DashboardInput {
  material: Material
  readable: ReadableUnits
  names: Names
  words: Words
  /** `YYYY-MM`; null while nobody has rated anything. */
  ratings: { first: string; last: string } | null
  flags: Record<'open' | 'confirmed', FlagCount>
  simulated: boolean
}

export function dashboardPage(input: DashboardInput): DashboardPage {
  const { material, readable, names, words, ratings, flags, simulated } = input
  const { question, rules, today } = material
  const { t, format } = words
  const selection = aboutWords(question, names, words)
  const about = simulated ? `${selection} · ${t('common:simulated.title')}` : selection
  const { state } = figureOfSelection(material)
  const hasFigures = state === 'measured'
  const tables = hasFigures ? [...breakdowns(material, names)] : []
  return {
    title: t('dashboard:title', { selection }),
    period: format.period(question.period),
    unfinished: today < question.period.until ? t('dashboard:unfinished', { date: format.date(today) }) : '',
    unitPath: unitPath(material, readable, names, words),
    ownUnits: ownUnits(question, readable, names),
    filters: filterChips(question, names, words),
    views: (['now', 'then'] as const).map((view) => ({
      label: t(`dashboard:view.${view}`),
      href: dashboardHref({ ...question, view }),
      current: view === question.view,
    })),
    chooser: periodChooser(question, { today, firstMonth: ratings?.first ?? null }, words),
    review: reviewNote(flags, words),
    nothing: hasFigures ? null : nothingToShow(material, state, ratings, words),
    targets: hasFigures ? targetTable(targetRows(material, names), material, names, words, about) : null,
    tables: tables.map(([id, rows]) => figureTable({ id, rows, rules, question, about, words })),
    noFactors: hasFigures && material.items === null ? t('dashboard:table.factors.months_only') : '',
    questionsHref: dashboardHref(question, QUESTIONS),
  }
}

function nothingToShow(
  { question, rules }: Material,
  state: 'no_responses' | 'suppressed',
  ratings: DashboardInput['ratings'],
  { t, format }: Words,
): NothingToShow {
  const links: NothingToShow['links'] = []
  if (state === 'no_responses' && ratings !== null) {
    const period = periodContaining(`${ratings.last}-01`, 'quarter')
    links.push({
      label: t('dashboard:nothing.latest', { period: format.period(period) }),
      href: dashboardHref({ ...question, period }),
    })
  }
  if (state === 'no_responses') links.push({ label: t('dashboard:nothing.try'), href: '/' })
  return {
    heading: t(`dashboard:nothing.${state}.heading`),
    text: t(`dashboard:nothing.${state}.text`, { least: format.count(rules.minimumCell) }),
    links,
  }
}
