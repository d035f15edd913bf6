import jStat from 'jstat'
import { type Interval, requireAnswers } from './proportion.ts'

/**
 * Clopper and Pearson's exact bounds of a share (0..1), as beta quantiles: they hold at least as often as they say.
 * All throw RangeError for counts that cannot be. C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404–413.
 */
function lowerBound(satisfied: number, answered: number, alpha: number): number {
  requireAnswers(satisfied, answered)
  return satisfied === 0 ? 0 : jStat.beta.inv(alpha, satisfied, answered - satisfied + 1)
}

function upperBound(satisfied: number, answered: number, alpha: number): number {
  requireAnswers(satisfied, answered)
  return satisfied === answered ? 1 : jStat.beta.inv(1 - alpha, satisfied + 1, answered - satisfied)
}

/** The share that the true share is at least, one-sided 95 %; 0 where nobody is satisfied. */
export function clopperPearsonLower(satisfied: number, answered: number): number {
  return lowerBound(satisfied, answered, 0.05)
}

/** The share that the true share is at most, one-sided 95 %; 1 where everybody is satisfied. */
export function clopperPearsonUpper(satisfied: number, answered: number): number {
  return upperBound(satisfied, answered, 0.05)
}

/** The two-sided 95 % interval, whose width decides whether a figure is precise enough to be judged. */
export function clopperPearsonInterval(satisfied: number, answered: number): Interval {
  return {
    lower: lowerBound(satisfied, answered, 0.025),
    upper: upperBound(satisfied, answered, 0.025),
  }
}
