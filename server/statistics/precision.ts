import { clopperPearsonInterval } from './clopper-pearson.ts'
import { requireCounts } from './proportion.ts'

/** Fewer respondents than this are not judged. */
const MINIMUM_RESPONDENTS = 30

/**
 * Whether a share is precise enough to be judged: at least 30 respondents, and a two-sided 95 % Clopper–Pearson
 * interval that is at most 0.05 wide, or else less than 0.30 wide and at most 1.3 times the share.
 * Throws RangeError for counts that cannot be. NCHS Data Presentation Standards for Proportions (2017).
 */
export function isPreciseEnough(satisfied: number, answered: number): boolean {
  requireCounts(satisfied, answered)
  if (answered < MINIMUM_RESPONDENTS) return false
  const { lower, upper } = clopperPearsonInterval(satisfied, answered)
  const width = upper - lower
  return width <= 0.05 || (width < 0.3 && width * answered <= 1.3 * satisfied)
}
