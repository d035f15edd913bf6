/** An interval of a share (0..1) or of a difference of two shares (−1..1): lower ≤ upper. */
export interface Interval {
  lower: number
  upper: number
}

/** Throws RangeError unless both are whole numbers with 0 ≤ satisfied ≤ answered: no formula may print NaN. */
export function requireCounts(satisfied: number, answered: number): void {
  if (!Number.isSafeInteger(satisfied) || !Number.isSafeInteger(answered))
    throw new RangeError(`counts must be whole numbers: ${satisfied} of ${answered}`)
  if (satisfied < 0 || satisfied > answered)
    throw new RangeError(`counts must be 0 ≤ satisfied ≤ answered: ${satisfied} of ${answered}`)
}

/** As `requireCounts`, and at least one answer: an interval of nobody's share does not exist. */
export function requireAnswers(satisfied: number, answered: number): void {
  requireCounts(satisfied, answered)
  if (answered === 0) throw new RangeError('no interval without answers')
}
