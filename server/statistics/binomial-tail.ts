/** A term this much smaller than its sum no longer changes it. */
const NEGLIGIBLE = 1e-17

/**
 * P(X ≥ atLeast) for X ~ Binomial(trials, probability), probability in 0..1: 0..1, relative error about 1e-12.
 *
 * Each term is taken relative to the most likely one, by the ratio of neighbours, and the tail is divided by the
 * sum of all: no factorial that overflows, no 1 − p that loses a small tail, and the work grows with √trials only.
 */
export function binomialUpperTail(atLeast: number, trials: number, probability: number): number {
  const odds = probability / (1 - probability)
  const mode = Math.min(trials, Math.floor((trials + 1) * probability))
  let inside = 0
  let outside = 0
  const add = (x: number, term: number): boolean => {
    if (x >= atLeast) inside += term
    else outside += term
    return term > NEGLIGIBLE * (x >= atLeast ? inside : outside)
  }

  let term = 1
  for (let x = mode; x <= trials && term > 0; x++) {
    // Below `atLeast` there is more to come that counts, however small: the tail itself.
    if (!add(x, term) && x >= atLeast) break
    term *= ((trials - x) / (x + 1)) * odds
  }
  term = 1
  for (let x = mode; x > 0; x--) {
    term *= x / ((trials - x + 1) * odds)
    if (!add(x - 1, term)) break
  }
  return inside / (inside + outside)
}

/** P(X ≤ atMost) for X ~ Binomial(trials, probability): 0..1, as exact as `binomialUpperTail`. */
export function binomialLowerTail(atMost: number, trials: number, probability: number): number {
  return binomialUpperTail(trials - atMost, trials, 1 - probability)
}
