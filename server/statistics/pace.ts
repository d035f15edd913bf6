import { upperTail } from './upper-tail.ts'

/** How many events usually come in a stretch of time, and how unevenly. */
export interface Pace {
  mean: number
  /** Variance ÷ mean, at least 1: 1 is chance alone (Poisson), more is a rhythm that goes up and down by itself. */
  dispersion: number
}

/** The pace of earlier stretches of the same length: events in each, of which there is at least one. */
export function paceOf(counts: readonly number[]): Pace {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0)
  const variance = squares / Math.max(1, counts.length - 1)
  return { mean, dispersion: mean === 0 ? 1 : Math.max(1, variance / mean) }
}

/**
 * P(X ≥ atLeast) where X has the pace's mean, and mean × dispersion for variance: Poisson, or negative binomial where
 * it is more uneven; 0..1. The ratio of neighbours is what both have in common (H. H. Panjer, Recursive evaluation of a
 * family of compound distributions, ASTIN Bulletin 12, 1981).
 */
export function chanceOfAtLeast(atLeast: number, { mean, dispersion }: Pace): number {
  return upperTail(atLeast, {
    mode: Math.max(0, Math.ceil(mean - dispersion)),
    last: Number.POSITIVE_INFINITY,
    ratio: (x) => (mean + x * (dispersion - 1)) / (dispersion * (x + 1)),
  })
}
