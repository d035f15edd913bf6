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
  if (binomialUpperTail(satisfied, answered, threshold) <= ALPHA) return 'met'
  if (binomialLowerTail(satisfied, answered, threshold) < ALPHA) return 'not_met'
  return 'undecided'
}
