/** A poster for the wall and two cards for the counter. */
export const POSTER_SIZES = ['a4', 'a5', 'a6'] as const
export type PosterSize = (typeof POSTER_SIZES)[number]
