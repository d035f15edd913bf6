/** One row of a file of rows, without those that are empty. */
export interface TableRow {
  /** As spreadsheets count: the header is row 1. */
  number: number
  cells: string[]
}

export const MOST_COLUMNS = 200
/** Longer cells hold no value that anybody imports. */
export const MOST_CELL_LENGTH = 2000

export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '')
}
