/** A term this much smaller than its sum no longer changes it. */
const NEGLIGIBLE = 1e-17

/** A distribution on 0..last with one peak. */
export interface Distribution {
  mode: number
  last: number
  /** P(X = x + 1) ÷ P(X = x), for x in 0..last − 1. */
  ratio(x: number): number
}

/**
 * P(X ≥ atLeast): 0..1, relative error about 1e-12; 0 where it is too small for a number.
 *
 * Each term is taken relative to the most likely one, by the ratio of neighbours, and the tail is divided by the
 * sum of all: no factorial that overflows, no 1 − p that loses a small tail, and the work grows with the spread only.
 */
export function upperTail(atLeast: number, { mode, last, ratio }: Distribution): number {
  let inside = 0
  let outside = 0
  const add = (x: number, term: number): boolean => {
    if (x >= atLeast) inside += term
    else outside += term
    return term > NEGLIGIBLE * (x >= atLeast ? inside : outside)
  }

  let term = 1
  for (let x = mode; x <= last && term > 0; x++) {
    // Below `atLeast` there is more to come that counts, however small: the tail itself.
    if (!add(x, term) && x >= atLeast) break
    if (x < last) term *= ratio(x)
  }
  term = 1
  for (let x = mode; x > 0; x--) {
    term /= ratio(x - 1)
    if (!add(x - 1, term)) break
  }
  return inside / (inside + outside)
}
