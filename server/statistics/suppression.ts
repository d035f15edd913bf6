/**
 * Fewer respondents than this are not shown (CMS, ONS: 10), as a figure or as a count; 0 is. A province may hide below a
 * larger number (server/settings), never below a smaller one: `minimumCell` is what it has chosen.
 */
export const MINIMUM_CELL = 10

/** Whether a count is small enough to point at persons. Nobody can be recognised among 0. */
export function isSmall(count: number, minimumCell: number): boolean {
  return count > 0 && count < minimumCell
}

/** Hidden cells that add up to a known sum, as somebody sees them who knows all the visible cells and the total. */
export interface HiddenCells {
  count: number
  sum: number
}

/**
 * Whether the sum alone gives hidden cells away: one cell is the sum; a sum that is itself small must not be known;
 * and of cells that are at least 1 each, a sum of barely one each tells every one of them.
 */
export function givesAway({ count, sum }: HiddenCells, minimumCell: number): boolean {
  return count > 0 && (count === 1 || sum < minimumCell || sum <= count + 1)
}

/** Whether the reader of «under 10» can tell that every hidden cell is 9. One larger cell hidden among them ends it. */
export function allAtMost({ count, sum }: HiddenCells, minimumCell: number): boolean {
  return count > 0 && sum === count * (minimumCell - 1)
}

/** What not to show of cells and their total. */
export interface Suppression {
  /** One for each cell, in order: true = hide its count and every percentage made of it. */
  cells: boolean[]
  /**
   * True = the total is small itself, or would give the hidden cells away and no other cell could be hidden with them.
   * It must then be unknown to the reader; where it is shown elsewhere, do not show the cells at all.
   */
  total: boolean
}

/**
 * Which respondents' counts (whole numbers ≥ 0) of one family to hide, so that a reader who knows the total and how
 * this works cannot compute one. Small cells are hidden, then the next smallest until the rest is safe; cells of the
 * same size go together, because which of the two was chosen would tell its size. Cells of 0 are never hidden.
 */
export function suppress(counts: readonly number[], minimumCell: number): Suppression {
  const cells = counts.map((count) => isSmall(count, minimumCell))
  const hidden = (): HiddenCells => ({
    count: cells.filter(Boolean).length,
    sum: counts.reduce((sum, count, at) => (cells[at] ? sum + count : sum), 0),
  })
  while (givesAway(hidden(), minimumCell) || allAtMost(hidden(), minimumCell)) {
    const next = Math.min(...counts.filter((count, at) => count > 0 && !cells[at]))
    if (next === Infinity) break
    counts.forEach((count, at) => {
      if (count === next) cells[at] = true
    })
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  return { cells, total: isSmall(total, minimumCell) || givesAway(hidden(), minimumCell) }
}
