/** Who rates 4 or 5 is satisfied, 3 is neither. */
export const RATING_BANDS = ['dissatisfied', 'neutral', 'satisfied'] as const
export type RatingBand = (typeof RATING_BANDS)[number]

/** On three levels there is no middle: 1 is «not satisfied», 2 and 3 are satisfied. */
export function isInBand({ rating, levels }: { rating: number; levels: 3 | 5 }, band: RatingBand): boolean {
  if (levels === 3) return band === (rating === 1 ? 'dissatisfied' : 'satisfied')
  return band === (rating < 3 ? 'dissatisfied' : rating === 3 ? 'neutral' : 'satisfied')
}
