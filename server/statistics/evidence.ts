import { binomialLowerTail, binomialUpperTail } from './binomial-tail.ts'
import { requireCounts } from './proportion.ts'
import { thresholdShare } from './threshold.ts'

/** What the answers say about the true share: surely at or above the threshold, surely below it, or neither. */
export type Evidence = 'met' | 'not_met' | 'undecided'

/** How often each of `met` and `not_met` may be wrong, at most. */
const ALPHA = 0.05

/**
 * The one-sided 95 % Clopper–Pearson verdict: `met` when its lower bound is at or above the threshold (percent),
 * `not_met` when its upper bound is below it. Decided by the binomial tails to which those bounds are equivalent,
 * because a tail is compared with 0.05 exactly where a beta quantile is found by iteration.
 * Throws RangeError for counts or thresholds that cannot be. C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404–413.
 */
export function evidence(satisfied: number, answered: number, thresholdPercent: number): Evidence {
  requireCounts(satisfied, answered)
  const threshold = thresholdShare(thresholdPercent)
  // A tail that holds the mean is never as small as ALPHA, so only the one on the other side is to be looked at.
  if (satisfied < threshold * answered) {
    const isNotMet =
      isFar(satisfied, answered, threshold) || binomialLowerTail(satisfied, answered, threshold) < ALPHA
    return isNotMet ? 'not_met' : 'undecided'
  }
  const isMet =
    isFar(satisfied, answered, threshold) || binomialUpperTail(satisfied, answered, threshold) <= ALPHA
  return isMet ? 'met' : 'undecided'
}

/** Whether Chernoff's bound of the tail is below ALPHA already: a share far away needs no sum of millions of terms. */
function isFar(satisfied: number, answered: number, threshold: number): boolean {
  const share = satisfied / answered
  const divergence = divergencePart(share, threshold) + divergencePart(1 - share, 1 - threshold)
  return Math.exp(-answered * divergence) < ALPHA
}

function divergencePart(share: number, threshold: number): number {
  return share === 0 ? 0 : share * Math.log(share / threshold)
}
