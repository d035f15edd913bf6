/**
 * p-values adjusted for being many, in their order (0..1): of the hypotheses rejected up to q, at most the share q is
 * expected to be wrong. Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300.
 */
export function adjustedForMany(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(1)
  const largestFirst = [...pValues.entries()].sort(([, a], [, b]) => b - a)
  let least = 1
  for (const [at, [index, p]] of largestFirst.entries()) {
    least = Math.min(least, (p * pValues.length) / (pValues.length - at))
    adjusted[index] = least
  }
  return adjusted
}
