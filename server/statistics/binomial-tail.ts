import { upperTail } from './upper-tail.ts'

/** P(X ≥ atLeast) for X ~ Binomial(trials, probability), probability in 0..1: 0..1, relative error about 1e-12. */
export function binomialUpperTail(atLeast: number, trials: number, probability: number): number {
  const odds = probability / (1 - probability)
  return upperTail(atLeast, {
    mode: Math.min(trials, Math.floor((trials + 1) * probability)),
    last: trials,
    ratio: (x) => ((trials - x) / (x + 1)) * odds,
  })
}

/** P(X ≤ atMost) for X ~ Binomial(trials, probability): 0..1, as exact as `binomialUpperTail`. */
export function binomialLowerTail(atMost: number, trials: number, probability: number): number {
  return binomialUpperTail(trials - atMost, trials, 1 - probability)
}
