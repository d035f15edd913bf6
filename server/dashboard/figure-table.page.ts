import type { BreakdownId } from './breakdowns.ts'
import { type ChartFrame, chartJson } from './chart.ts'
import type { FigureRow } from './figure-row.ts'
import {
  formulaWords,
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
  /** Null where there is nothing to draw. */
  chart: { json: string; label: string; size: 'short' | 'middle' | 'tall' } | null
  csvHref: string
  notes: string[]
}

export interface FigureTableInput {
  id: BreakdownId
  rows: readonly FigureRow[]
  question: Question
  /** Period and selection in words, for a chart that leaves the page. */
  about: string
  words: Words
}

const FEW_LINES = 3
const MANY_LINES = 8

/** A chart side by side needs height for each of its lines. */
function sizeOf(id: BreakdownId, lines: number): 'short' | 'middle' | 'tall' {
  if (id === 'months') return 'middle'
  if (lines <= FEW_LINES) return 'short'
  return lines <= MANY_LINES ? 'middle' : 'tall'
}

export function figureTable({ id, rows, question, about, words }: FigureTableInput): FigureTablePage {
  const { t } = words
  const heading = t(`dashboard:table.${id}.heading`)
  const frame: ChartFrame = {
    kind: id === 'months' ? 'months' : 'categories',
    title: heading,
    subtitle: about,
    fileName: `${id}.png`,
    words: {
      share: t('dashboard:column.share'),
      interval: t('dashboard:column.interval'),
      threshold: t('dashboard:column.target'),
    },
  }
  const json = chartJson(rows, frame, words)
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
    chart:
      json === null
        ? null
        : { json, label: t('dashboard:chart.label', { heading }), size: sizeOf(id, rows.length) },
    csvHref: dashboardHref(question, `/dashboard/tables/${id}.csv`),
    notes: [
      ...(id === 'factors' ? [t('dashboard:note.factors')] : []),
      ...(isHidden ? [t('dashboard:note.suppressed')] : []),
      formulaWords(t),
    ],
  }
}
