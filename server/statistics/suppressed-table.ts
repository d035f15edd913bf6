import { allAtMost, givesAway, isSmall } from './suppression.ts'
import { determinedCell, type TableCell } from './suppression-audit.ts'

/** What not to show of a two-way table: true = hide the count and every percentage made of it. */
export interface TableSuppression {
  cells: boolean[][]
  rowTotals: boolean[]
  columnTotals: boolean[]
  grandTotal: boolean
}

/** Cells and what they add up to: a row, a column, or the totals of all rows or columns and the grand total. */
interface Line {
  parts: TableCell[]
  total: TableCell
}

/**
 * Which respondents' counts (whole numbers ≥ 0, at least one row and column) of a table with row, column and grand
 * totals to hide, so that no hidden one can be computed from what is shown. Small ones are hidden, totals too; then
 * one more wherever a line's total gives its hidden cells away; then, as long as the whole table determines a hidden
 * cell, one more beside it, the smallest first. Zeros are never hidden. A hidden total must not be known to the reader
 * from elsewhere. Throws RangeError for rows of different lengths.
 */
export function suppressTable(rows: readonly (readonly number[])[], minimumCell: number): TableSuppression {
  const table = withTotals(rows, minimumCell)
  const lines = linesOf(table)
  const cells = table.flat()
  let hidOneMore = true
  while (hidOneMore) {
    hidOneMore =
      lines.some((line) => hideInLine(line, minimumCell)) || hideBeside(determinedCell(cells), cells)
  }
  const hidden = table.map((row) => row.map((cell) => cell.hidden))
  const totals = hidden.pop() ?? []
  return {
    cells: hidden.map((row) => row.slice(0, -1)),
    rowTotals: hidden.map((row) => row.at(-1) ?? false),
    columnTotals: totals.slice(0, -1),
    grandTotal: totals.at(-1) ?? false,
  }
}

function withTotals(rows: readonly (readonly number[])[], minimumCell: number): TableCell[][] {
  const width = rows[0]?.length ?? 0
  if (width === 0 || rows.some((row) => row.length !== width))
    throw new RangeError('a table needs rows of one length, at least 1')
  const wide = rows.map((row) => [...row, sum(row)])
  const totals = Array.from({ length: width + 1 }, (_, column) => sum(wide.map((row) => row[column] ?? 0)))
  return [...wide, totals].map((row, rowAt) =>
    row.map((count, column) => ({
      row: rowAt,
      column,
      count,
      isTotal: rowAt === rows.length || column === width,
      hidden: isSmall(count, minimumCell),
    })),
  )
}

/** The lines of totals come first: a row whose total is hidden in the end needs no second hidden cell. */
function linesOf(table: TableCell[][]): Line[] {
  const columns = (table[0] ?? []).map((_, at) => table.flatMap((row) => row[at] ?? []))
  const inOrder = [...table.slice(-1), ...columns.slice(-1), ...table.slice(0, -1), ...columns.slice(0, -1)]
  return inOrder.flatMap((line) => {
    const total = line.at(-1)
    return total === undefined ? [] : [{ parts: line.slice(0, -1), total }]
  })
}

/** Hides one more cell of a line whose total gives the hidden ones away, or the total; false where all is well. */
function hideInLine({ parts, total }: Line, minimumCell: number): boolean {
  if (total.hidden) return false
  const hidden = parts.filter((cell) => cell.hidden)
  const known = { count: hidden.length, sum: sum(hidden.map((cell) => cell.count)) }
  if (!givesAway(known, minimumCell) && !allAtMost(known, minimumCell)) return false
  const next = smallestVisible(parts) ?? (givesAway(known, minimumCell) ? total : undefined)
  if (next !== undefined) next.hidden = true
  return next !== undefined
}

/** Hides the smallest visible cell in the row or column of a cell, else of the table; false when there is none. */
function hideBeside(cell: TableCell | undefined, cells: TableCell[]): boolean {
  if (cell === undefined) return false
  const beside = cells.filter((other) => other.row === cell.row || other.column === cell.column)
  const next = smallestVisible(beside) ?? smallestVisible(cells)
  if (next !== undefined) next.hidden = true
  return next !== undefined
}

function smallestVisible(cells: TableCell[]): TableCell | undefined {
  return cells
    .filter((cell) => !cell.hidden && cell.count > 0)
    .reduce<TableCell | undefined>(
      (best, cell) => (best && best.count <= cell.count ? best : cell),
      undefined,
    )
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
