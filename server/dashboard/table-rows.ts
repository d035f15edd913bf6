import { breakdowns } from './breakdowns.ts'
import { figureOfSelection } from './figure-of-selection.ts'
import type { FigureRow } from './figure-row.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { targetRows } from './target-rows.ts'

/** The lines of every table of a page, by the table's name; none where the selection itself has nothing to show. */
export function tableRows(material: Material, names: Names): Map<string, readonly FigureRow[]> {
  const tables = new Map<string, readonly FigureRow[]>([
    ['targets', targetRows(material, names)],
    ...breakdowns(material, names),
  ])
  if (figureOfSelection(material).state === 'measured') return tables
  return new Map([...tables.keys()].map((table) => [table, []]))
}
