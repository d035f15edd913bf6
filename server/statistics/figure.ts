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

/** The figure of a tally: no answers → no_responses, too few → suppressed. Throws RangeError for impossible counts. */
export function figureOf(tally: Tally, minimumCell: number): Figure {
  const base = answered(tally)
  const count = satisfied(tally)
  requireCounts(count, base)
  if (base === 0) return { state: 'no_responses' }
  if (isSmall(base, minimumCell)) return { state: 'suppressed' }
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
  /**
   * What the answers say about the true share; insufficient where they are too few or too imprecise to say it,
   * not_assessable where too few of those who were served answered.
   */
  evidence: Evidence | 'insufficient' | 'not_assessable'
}

/**
 * A measured figure against a threshold in percent (0 < percent ≤ 100; RangeError otherwise). Where the answers come
 * from too few of those who were served, no number of them says what all would have answered.
 */
export function judge(
  { satisfied, answered }: MeasuredFigure,
  thresholdPercent: number,
  { isBelowFloor }: { isBelowFloor: boolean },
): Judgement {
  return {
    reaches: reachesThreshold(satisfied, answered, thresholdPercent),
    needed: respondentsNeeded(answered, thresholdPercent),
    evidence: isBelowFloor ? 'not_assessable' : precise(),
  }

  function precise(): Judgement['evidence'] {
    return isPreciseEnough(satisfied, answered)
      ? evidence(satisfied, answered, thresholdPercent)
      : 'insufficient'
  }
}
