import type { FigureRules } from '../statistics/figure-rules.ts'
import type { BreakdownId } from './breakdowns.ts'
import { type ChartPage, figureChart } from './chart.page.ts'
import type { FigureRow } from './figure-row.ts'
import {
  coverageWords,
  formulaWords,
  hiddenWords,
  type MeasuredCells,
  measuredCells,
  stateWords,
  type TargetWords,
  targetWords,
  type Words,
} from './figure-words.ts'
import { dashboardHref, type Question } from './question.ts'

export interface FigureRowPage {
  name: string
  href: string | null
  /** Null where there is nothing to show: `state` then says why. */
  measured: MeasuredCells | null
  state: string
  target: TargetWords
}

/** One breakdown: its chart, its lines, its files. */
export interface FigureTablePage {
  id: BreakdownId
  heading: string
  nameHeading: string
  rows: FigureRowPage[]
  /** Without targets there are no verdicts either. */
  hasTargets: boolean
  /** Only units and fields have dossiers of their own. */
  hasRates: boolean
  /** Null where there is nothing to draw. */
  chart: ChartPage | null
  csvHref: string
  notes: string[]
}

export interface FigureTableInput {
  id: BreakdownId
  rows: readonly FigureRow[]
  rules: FigureRules
  question: Question
  /** Period and selection in words, for a chart that leaves the page. */
  about: string
  words: Words
}

export function figureTable({ id, rows, rules, question, about, words }: FigureTableInput): FigureTablePage {
  const { t } = words
  const heading = t(`dashboard:table.${id}.heading`)
  const isHidden = rows.some(({ figure }) => figure.state === 'suppressed')
  return {
    id,
    heading,
    nameHeading: t(`dashboard:table.${id}.name`),
    rows: rows.map((row) => ({
      name: row.name,
      href: row.question && dashboardHref(row.question),
      measured: measuredCells(row, words),
      state: stateWords(row, t),
      target: targetWords(row.target, words),
    })),
    hasTargets: id !== 'factors',
    hasRates: id === 'units' || id === 'fields',
    chart: figureChart({ id, heading, about, rows, words }),
    csvHref: dashboardHref(question, `/dashboard/tables/${id}.csv`),
    notes: [
      ...(id === 'factors' ? [t('dashboard:note.factors')] : []),
      ...(isHidden ? [hiddenWords(rules, words)] : []),
      ...(rows.some((row) => row.isBelowFloor) ? [coverageWords(rules, words)] : []),
      formulaWords(t),
    ],
  }
}
