import { clopperPearsonInterval } from './clopper-pearson.ts'
import { requireCounts } from './proportion.ts'

/** Fewer respondents than this are not judged. */
const MINIMUM_RESPONDENTS = 30

/** An interval this wide says too little about the share. */
const WIDEST_INTERVAL = 0.3

/**
 * Whether a share is precise enough to be judged: at least 30 respondents, and a two-sided 95 % Clopper–Pearson
 * interval narrower than 0.30. Throws RangeError for counts that cannot be.
 * NCHS Data Presentation Standards for Proportions (2017), without its limit on the width relative to the share: that
 * one guards rare outcomes, and would call 2 satisfied of 40 too imprecise to be below 85 %.
 */
export function isPreciseEnough(satisfied: number, answered: number): boolean {
  requireCounts(satisfied, answered)
  if (answered < MINIMUM_RESPONDENTS) return false
  const { lower, upper } = clopperPearsonInterval(satisfied, answered)
  return upper - lower < WIDEST_INTERVAL
}
