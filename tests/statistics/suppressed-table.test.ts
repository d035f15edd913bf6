import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  suppressTable as suppressUnder,
  type TableSuppression,
} from '../../server/statistics/suppressed-table.ts'
import { MINIMUM_CELL } from '../../server/statistics/suppression.ts'
import { rank } from './rank.ts'

const suppressTable = (rows: readonly (readonly number[])[]) => suppressUnder(rows, MINIMUM_CELL)

const anyTable = (smallest: number, largest: number, max: number) =>
  fc
    .tuple(fc.integer({ min: smallest, max: largest }), fc.integer({ min: smallest, max: largest }))
    .chain(([rows, columns]) =>
      fc.array(
        fc.array(fc.oneof(fc.nat({ max: 12 }), fc.nat({ max })), { minLength: columns, maxLength: columns }),
        { minLength: rows, maxLength: rows },
      ),
    )

describe('A table with row, column and grand totals', () => {
  test('hides three more cells with a single small one, as in the known case', () => {
    const table = [
      [4, 20, 30],
      [25, 18, 22],
    ]
    expect(suppressTable(table)).toEqual({
      cells: [
        [true, true, false],
        [true, true, false],
      ],
      rowTotals: [false, false],
      columnTotals: [false, false, false],
      grandTotal: false,
    })
  })

  test('hides nothing where nothing is small', () => {
    const { cells, rowTotals, columnTotals, grandTotal } = suppressTable([
      [10, 0],
      [0, 70],
    ])
    expect([...cells.flat(), ...rowTotals, ...columnTotals, grandTotal]).not.toContain(true)
  })

  test('hides a small total too, and then not that total alone, and no more than that takes', () => {
    expect(
      suppressTable([
        [1, 0, 0],
        [50, 60, 70],
        [40, 70, 80],
      ]),
    ).toEqual({
      cells: [
        [true, false, false],
        [false, true, false],
        [true, true, false],
      ],
      rowTotals: [true, true, false],
      columnTotals: [false, false, false],
      grandTotal: false,
    })
  })

  test('hides the grand total where there is nothing else to hide', () => {
    expect(suppressTable([[4]])).toEqual({
      cells: [[true]],
      rowTotals: [true],
      columnTotals: [true],
      grandTotal: true,
    })
    expect(suppressTable([[0, 0]]).grandTotal).toBe(false)
  })

  test('hides more where the hidden cells of a column are fewer than 10 together', () => {
    // The rows are safe with 1 and 9 hidden; the first column, with 1 and 1, is not.
    const table = [
      [1, 9, 40],
      [1, 9, 50],
      [60, 70, 80],
    ]
    const { cells } = suppressTable(table)
    expect(cells[2]?.[0]).toBe(true)
    expect(withoutAlternative(table)).toEqual([])
  })

  test('hides a seventh cell where six in a ring could change only by taking the one respondent of a cell', () => {
    // Equations alone leave the ring 1–20–30–1–50–40 free; but each way round it, a cell of 1 would become 0.
    const table = [
      [1, 20, 90],
      [90, 30, 1],
      [40, 90, 50],
    ]
    const { cells } = suppressTable(table)
    expect(cells.flat().filter(Boolean).length).toBeGreaterThan(6)
    expect(withoutAlternative(table)).toEqual([])
  })

  test('needs rows of one length', () => {
    expect(() => suppressTable([[1, 2], [3]])).toThrow(RangeError)
    expect(() => suppressTable([])).toThrow(RangeError)
  })

  test('shows every count of 10 or more that it can and no count of 1 to 9, and no hidden cell can be solved for', () => {
    fc.assert(
      fc.property(anyTable(3, 6, 60), (table) => {
        const hidden = asOne(suppressTable(table))
        const counts = withTotals(table)
        counts.forEach((row, i) => {
          row.forEach((count, j) => {
            if (count === 0) expect(hidden[i]?.[j]).toBe(false)
            if (count > 0 && count < 10) expect(hidden[i]?.[j]).toBe(true)
          })
        })
        expect(solvedFor(hidden)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('leaves every hidden cell of a small table at least two whole values above 0', () => {
    fc.assert(
      fc.property(anyTable(2, 3, 14), (table) => {
        expect(withoutAlternative(table)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

/** The table with its totals as last row and column. */
function withTotals(table: number[][]): number[][] {
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0)
  const wide = table.map((row) => [...row, sum(row)])
  return [...wide, (wide[0] ?? []).map((_, j) => sum(wide.map((row) => row[j] ?? 0)))]
}

function asOne({ cells, rowTotals, columnTotals, grandTotal }: TableSuppression): boolean[][] {
  return [...cells.map((row, i) => [...row, rowTotals[i] === true]), [...columnTotals, grandTotal]]
}

/** One equation for each row and column of a table with totals (parts − total = 0), over its hidden cells only. */
function equations(hidden: boolean[][]): { unknowns: string[]; matrix: number[][] } {
  const last = { row: hidden.length - 1, column: (hidden[0]?.length ?? 0) - 1 }
  const cells = hidden.flatMap((row, i) => row.flatMap((isHidden, j) => (isHidden ? [{ i, j }] : [])))
  const rows = hidden.map((_, i) => cells.map((cell) => (cell.i !== i ? 0 : cell.j === last.column ? -1 : 1)))
  const columns = (hidden[0] ?? []).map((_, j) =>
    cells.map((cell) => (cell.j !== j ? 0 : cell.i === last.row ? -1 : 1)),
  )
  return { unknowns: cells.map(({ i, j }) => `${i},${j}`), matrix: [...rows, ...columns] }
}

/** The hidden cells that linear algebra finds: those whose unit vector adds nothing to the equations' row space. */
function solvedFor(hidden: boolean[][]): string[] {
  const { unknowns, matrix } = equations(hidden)
  const known = rank(matrix)
  return unknowns.filter(
    (_, at) => rank([...matrix, unknowns.map((_, other) => (other === at ? 1 : 0))]) === known,
  )
}

/**
 * The hidden cells of a table for which no other table of whole numbers looks the same once suppressed alike, found by
 * trying to change each hidden cell by −1, 0 and 1 in all combinations. (A total is hidden when it may change.)
 */
function withoutAlternative(table: number[][]): string[] {
  const hidden = asOne(suppressTable(table))
  const counts = withTotals(table)
  const free = table.flatMap((row, i) => row.flatMap((_, j) => (hidden[i]?.[j] ? [{ i, j }] : [])))
  const stuck = new Set(
    hidden.flatMap((row, i) => row.flatMap((isHidden, j) => (isHidden ? [`${i},${j}`] : []))),
  )
  for (let combination = 0; combination < 3 ** free.length; combination++) {
    const other = table.map((row) => [...row])
    free.forEach(({ i, j }, at) => {
      const row = other[i] ?? []
      row[j] = (row[j] ?? 0) + (Math.floor(combination / 3 ** at) % 3) - 1
    })
    if (free.some(({ i, j }) => (other[i]?.[j] ?? 0) < 1)) continue
    const otherCounts = withTotals(other)
    const differing = otherCounts.flatMap((row, i) =>
      row.flatMap((count, j) => (count === counts[i]?.[j] ? [] : [`${i},${j}`])),
    )
    if (differing.every((cell) => isHiddenAt(hidden, cell))) for (const cell of differing) stuck.delete(cell)
  }
  return [...stuck]
}

function isHiddenAt(hidden: boolean[][], cell: string): boolean {
  const [i = 0, j = 0] = cell.split(',').map(Number)
  return hidden[i]?.[j] === true
}
