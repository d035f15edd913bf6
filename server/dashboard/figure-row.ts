import type { Change } from '../statistics/change.ts'
import { type Figure, type Judgement, judge } from '../statistics/figure.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import type { Period } from '../statistics/reporting-period.ts'
import { type DossierCounts, isBelowFloor } from '../statistics/response-rate.ts'
import type { Target } from '../statistics/target.ts'
import type { Question } from './question.ts'

/** One line of a table, before it is put into words. */
export interface FigureRow {
  id: string
  name: string
  period: Period
  figure: Figure
  /** What it is judged by; null where the resolution sets nothing. */
  target: Target | null
  /** Null without a measured figure or a target. */
  judgement: Judgement | null
  /** Null where it is not known how many were served, or where the figure is not shown. */
  served: DossierCounts | null
  /** Whether too few of those who were served answered. */
  isBelowFloor: boolean
  /** By which it is shown and judged. */
  rules: FigureRules
  /** What it is made of, as a page of its own; null where there is nothing (to show) behind it. */
  question: Question | null
}

/** A line of the table of targets. */
export interface TargetRow extends FigureRow {
  indicatorId: string
  /** A single field of a target that names several. */
  isPart: boolean
  /** Against the period before; null where either has nothing to show. */
  change: Change | null
}

export interface RowInput {
  id: string
  name: string
  period: Period
  figure: Figure
  rules: FigureRules
  target: Target | null
  served?: DossierCounts | null
  /** About some of `served` only: their floor holds for it, and it has no rate of its own. */
  isOfSome?: boolean
  question: Question | null
}

export function figureRow({
  figure,
  rules,
  target,
  served = null,
  isOfSome = false,
  question,
  ...row
}: RowInput): FigureRow {
  const isMeasured = figure.state === 'measured'
  const isBelow = isMeasured && isBelowFloor(served, rules.coverageFloor)
  return {
    ...row,
    figure,
    rules,
    target,
    isBelowFloor: isBelow,
    judgement: isMeasured && target !== null ? judge(figure, target.value, { isBelowFloor: isBelow }) : null,
    served: isMeasured && !isOfSome ? served : null,
    question: isMeasured ? question : null,
  }
}
