import { requireCounts } from './proportion.ts'

/** Whether a number can be a threshold: above 0 %, at most 100 %, with at most two decimals. */
export function isThreshold(percent: number): boolean {
  const hundredths = Math.round(percent * 100)
  return hundredths >= 1 && hundredths <= 10_000 && Math.abs(percent * 100 - hundredths) < 1e-6
}

/** 85.35 → 8535, so that decisions are made on whole numbers. Throws RangeError unless `isThreshold`. */
function inHundredths(thresholdPercent: number): number {
  if (!isThreshold(thresholdPercent))
    throw new RangeError(`not a threshold above 0 and up to 100 % with two decimals: ${thresholdPercent}`)
  return Math.round(thresholdPercent * 100)
}

/** The threshold as a share (0..1). Throws RangeError unless `isThreshold`. */
export function thresholdShare(thresholdPercent: number): number {
  return inHundredths(thresholdPercent) / 10_000
}

/**
 * Whether the measured share is at or above the threshold (0 < percent ≤ 100), decided on whole respondents, never on
 * a rounded percentage: 17,999 of 20,000 prints 90.00 % and does not reach 90 %. Nobody's answers reach nothing.
 */
export function reachesThreshold(satisfied: number, answered: number, thresholdPercent: number): boolean {
  requireCounts(satisfied, answered)
  return answered > 0 && satisfied * 10_000 >= inHundredths(thresholdPercent) * answered
}

/** How many of `answered` respondents must be satisfied, at least, to reach the threshold (0 of 0). */
export function respondentsNeeded(answered: number, thresholdPercent: number): number {
  requireCounts(0, answered)
  return Math.ceil((inHundredths(thresholdPercent) * answered) / 10_000)
}
