import { folded } from '../invitations/recognised-words.ts'

/** What a column may be called: its id, and the words of each language. */
export interface Column {
  id: string
  names: readonly string[]
  isRequired: boolean
}

/** Where each column stands in a file; a column that is named twice, or not at all, is a mistake. */
export interface FoundColumns {
  at: ReadonlyMap<string, number>
  missing: string[]
  /** Column names of the file that mean nothing here: nothing of a file is dropped unseen. */
  unknown: string[]
}

export function findColumns(header: readonly string[], columns: readonly Column[]): FoundColumns {
  const meanings = new Map<string, string>()
  for (const { id, names } of columns) for (const name of [id, ...names]) meanings.set(folded(name), id)
  const at = new Map<string, number>()
  const unknown: string[] = []
  header.forEach((name, index) => {
    const id = meanings.get(folded(name))
    if (id === undefined || at.has(id)) unknown.push(name.slice(0, 60))
    else at.set(id, index)
  })
  const missing = columns.filter(({ id, isRequired }) => isRequired && !at.has(id)).map(({ id }) => id)
  return { at, missing, unknown }
}

/** The cells of a row by column; '' where the file lacks the column or the row the cell. */
export function cellsOf(cells: readonly string[], { at }: FoundColumns): (id: string) => string {
  return (id) => cells[at.get(id) ?? -1]?.normalize('NFC').trim() ?? ''
}
