type Cell = string | number | null

/** Rows as aligned text: numbers to the right, «–» for what was not measured. */
export function textTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows.map((row) => row.map(cellText))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const isNumeric = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'))
  const lined = lines.map((line) =>
    line
      .map((text, column) =>
        isNumeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  return [lined[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lined.slice(1)].join('\n')
}

/** Three figures that matter, and thousands apart: 12,345 · 123 · 12.3 · 1.23 */
function cellText(cell: Cell): string {
  if (cell === null || Number.isNaN(cell)) return '–'
  if (typeof cell === 'string') return cell
  const digits = Math.abs(cell) >= 100 ? 0 : Math.abs(cell) >= 10 ? 1 : 2
  return Number.isInteger(cell)
    ? cell.toLocaleString('en')
    : cell.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}
