/** The rank of a matrix of small whole numbers, by Gaussian elimination with the largest pivot. */
export function rank(matrix: number[][]): number {
  const rows = matrix.map((row) => [...row])
  let found = 0
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const at = (row: number) => rows[row]?.[column] ?? 0
    let pivot = found
    for (let row = found; row < rows.length; row++) if (Math.abs(at(row)) > Math.abs(at(pivot))) pivot = row
    const pivotRow = rows[pivot]
    if (pivotRow === undefined || Math.abs(at(pivot)) < 1e-9) continue
    const scale = at(pivot)
    rows[pivot] = rows[found] ?? []
    rows[found] = pivotRow
    for (let row = found + 1; row < rows.length; row++) {
      const factor = at(row) / scale
      rows[row] = (rows[row] ?? []).map((value, other) => value - factor * (pivotRow[other] ?? 0))
    }
    found += 1
  }
  return found
}
