import { type Evidence, evidence } from './evidence.ts'
import { isPreciseEnough } from './precision.ts'
import { type Interval, requireCounts } from './proportion.ts'
import { FORMULA, type Formula } from './satisfaction-share.ts'
import { isSmall } from './suppression.ts'
import { answered, satisfied, type Tally } from './tally.ts'
import { reachesThreshold, respondentsNeeded } from './threshold.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** A satisfaction share (0..1, unrounded) with the base it rests on and its Wilson 95 % interval (0..1). */
export interface MeasuredFigure {
  state: 'measured'
  satisfied: number
  answered: number
  noOpinion: number
  share: number
  interval: Interval
  formula: Formula
}

/** What a page prints of a tally. Nobody answered, too few to show and a share of 0 are three different things. */
export type Figure = { state: 'no_responses' } | { state: 'suppressed' } | MeasuredFigure

/** The figure of a tally: no answers → no_responses, 1 to 9 → suppressed. Throws RangeError for impossible counts. */
export function figureOf(tally: Tally): Figure {
  const base = answered(tally)
  const count = satisfied(tally)
  requireCounts(count, base)
  if (base === 0) return { state: 'no_responses' }
  if (isSmall(base)) return { state: 'suppressed' }
  return {
    state: 'measured',
    satisfied: count,
    answered: base,
    noOpinion: tally.noOpinion,
    share: count / base,
    interval: wilsonInterval(count, base),
    formula: FORMULA,
  }
}

/** Two statements about a threshold, side by side, never mixed. */
export interface Judgement {
  /** Whether the measured share is at or above the threshold. */
  reaches: boolean
  /** Respondents who must be satisfied, of those who answered, for the measured share to reach it. */
  needed: number
  /** What the answers say about the true share; insufficient where they are too few or too imprecise to say it. */
  evidence: Evidence | 'insufficient'
}

/** A measured figure against a threshold in percent (0 < percent ≤ 100; RangeError otherwise). */
export function judge(figure: MeasuredFigure, thresholdPercent: number): Judgement {
  return {
    reaches: reachesThreshold(figure.satisfied, figure.answered, thresholdPercent),
    needed: respondentsNeeded(figure.answered, thresholdPercent),
    evidence: isPreciseEnough(figure.satisfied, figure.answered)
      ? evidence(figure.satisfied, figure.answered, thresholdPercent)
      : 'insufficient',
  }
}
