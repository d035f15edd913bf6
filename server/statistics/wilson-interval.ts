import { type Interval, requireAnswers } from './proportion.ts'

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054

/**
 * Wilson's score interval of a share, two-sided 95 %, within 0..1: the interval shown beside every figure.
 * Throws RangeError for counts that cannot be. E. B. Wilson, JASA 22 (1927) 209–212.
 */
export function wilsonInterval(satisfied: number, answered: number): Interval {
  requireAnswers(satisfied, answered)
  const share = satisfied / answered
  const square = Z * Z
  const scale = 1 + square / answered
  const centre = (share + square / (2 * answered)) / scale
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / answered + square / (4 * answered * answered))
  // Rounding leaves 38 of 38 a hair off 1 and 0 of 77 a hair off 0, on either side.
  return {
    lower: satisfied === 0 ? 0 : Math.max(0, centre - reach),
    upper: satisfied === answered ? 1 : Math.min(1, centre + reach),
  }
}
