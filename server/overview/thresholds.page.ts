import { figureOfSelection } from '../dashboard/figure-of-selection.ts'
import type { FigureRow } from '../dashboard/figure-row.ts'
import {
  coverageWords,
  denominatorWords,
  formulaWords,
  hiddenWords,
  type MeasuredCells,
  measuredCells,
  stateWords,
  type TargetWords,
  targetWords,
  type Words,
} from '../dashboard/figure-words.ts'
import type { Names } from '../dashboard/names.ts'
import { dashboardHref } from '../dashboard/question.ts'
import type { HomeFigures } from './load-figures.ts'
import { thresholdRows } from './threshold-rows.ts'

/** Where the unit is against the thresholds: the week and the quarter beside each other, judged by the quarter. */
export interface ThresholdsPage {
  week: { label: string; href: string }
  quarter: { label: string; href: string }
  rows: ThresholdRowPage[]
  /** Said where the week alone is too little; '' otherwise. */
  shortWeek: string
  /** Which lines nobody has answered about in the quarter; '' for none. */
  unanswered: string
  notes: string[]
}

export interface ThresholdRowPage {
  name: string
  isPart: boolean
  week: FigureCell
  quarter: FigureCell
  target: TargetWords
}

/** `measured` is null where there is nothing to show: `state` then says why. */
export interface FigureCell {
  measured: MeasuredCells | null
  state: string
  /** Null where there is nothing behind it. */
  href: string | null
}

export function thresholdsPage({ week, quarter }: HomeFigures, names: Names, words: Words): ThresholdsPage {
  const { t, format } = words
  const ofWeek = new Map(thresholdRows(week, names, t).map((row) => [row.id, row]))
  const rows = thresholdRows(quarter, names, t)
  const isAnswered = ({ id, figure }: FigureRow) =>
    [figure, ofWeek.get(id)?.figure].some((one) => one && one.state !== 'no_responses')
  return {
    week: { label: t('overview:column.week'), href: dashboardHref(week.question) },
    quarter: {
      label: t('overview:column.quarter', { quarter: format.period(quarter.question.period) }),
      href: dashboardHref(quarter.question),
    },
    rows: rows.filter(isAnswered).map((row) => ({
      name: row.name,
      isPart: row.isPart,
      week: figureCell(ofWeek.get(row.id), words),
      quarter: figureCell(row, words),
      target: targetWords(row.target, words),
    })),
    shortWeek:
      figureOfSelection(week).state === 'measured'
        ? ''
        : t(`overview:short_week.${figureOfSelection(week).state}`, {
            least: format.count(week.rules.minimumCell),
          }),
    unanswered: namesOfUnanswered(),
    notes: [
      hiddenWords(quarter.rules, words),
      denominatorWords(quarter.dossiersReportedOn, words),
      ...(rows.some(({ judgement }) => judgement?.evidence === 'not_assessable')
        ? [coverageWords(quarter.rules, words)]
        : []),
      formulaWords(t),
    ],
  }

  function namesOfUnanswered(): string {
    const hasParts = (id: string) => rows.some((row) => row.isPart && row.indicatorId === id)
    const unanswered = rows
      .filter((row) => !isAnswered(row) && (row.isPart || !hasParts(row.indicatorId)))
      .map(({ name }) => name)
    return unanswered.length === 0
      ? ''
      : t('overview:thresholds.unanswered', { names: unanswered.join('; ') })
  }
}

function figureCell(row: FigureRow | undefined, words: Words): FigureCell {
  if (!row) return { measured: null, state: '', href: null }
  return {
    measured: measuredCells(row, words),
    state: stateWords(row, words.t),
    href: row.question && dashboardHref(row.question),
  }
}
