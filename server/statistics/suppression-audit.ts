/** A count of a table, or one of its totals, which are its last row and column. */
export interface TableCell {
  row: number
  column: number
  count: number
  isTotal: boolean
  hidden: boolean
}

/** A way along a row to a cell that rises, or along a column to one that falls. */
interface Arc {
  from: string
  to: string
  cell: TableCell
}

/**
 * A hidden cell to which the visible cells of its table leave no other value, for a reader who knows that counts are
 * whole and that a hidden one is not 0; undefined where there is none.
 *
 * The hidden cells can be other than they are only if some rise and others fall around a closed way that leaves every
 * row and column as it was: along a row to a cell that rises, along its column to one that falls, and so on. A cell
 * that lies on no such way is determined. (Where its unit vector is in the row space of the table's equations there is
 * no closed way at all, so this finds those cells too.)
 */
export function determinedCell(cells: readonly TableCell[]): TableCell | undefined {
  const hidden = cells.filter((cell) => cell.hidden)
  const arcsFrom = Map.groupBy(hidden.flatMap(arcsOf), (arc) => arc.from)
  return hidden.find((cell) => !arcsOf(cell).some((arc) => leadsBack(arc, arcsFrom)))
}

/** A count rises freely and falls to 1 at the least; a total follows its parts, on the other side of their equation. */
function arcsOf(cell: TableCell): Arc[] {
  const row = `row ${cell.row}`
  const column = `column ${cell.column}`
  const rise: Arc = { from: row, to: column, cell }
  const fall: Arc = { from: column, to: row, cell }
  return cell.isTotal || cell.count > 1 ? [rise, fall] : [rise]
}

/** Whether one gets from the end of an arc to its beginning by other cells than its own. */
function leadsBack({ from, to, cell }: Arc, arcsFrom: ReadonlyMap<string, Arc[]>): boolean {
  const reached = new Set([to])
  // A Set is walked in the order of insertion, so what is added on the way is walked too.
  for (const node of reached) {
    for (const arc of arcsFrom.get(node) ?? []) if (arc.cell !== cell) reached.add(arc.to)
    if (reached.has(from)) return true
  }
  return false
}
