import { UnreadableFile } from '../imports/unreadable-file.ts'
import { readTable } from '../waves/read-table.ts'
import type { Upload } from '../web/receive-upload.ts'
import { CHANGE_COLUMNS } from './change-csv.ts'
import { changeOfRow } from './change-row.input.ts'
import type { DatedDeed } from './unit-change.ts'

/** What is wrong with a file: as a whole (row null) or in one row. `mistake` is the key of the words in `units:error.…`. */
export interface FileMistake {
  row: number | null
  mistake: string
  detail: string
}

/** The changes of a CSV or XLSX file, in its order, or everything that is wrong with it. */
export async function readChanges(
  upload: Upload | null,
): Promise<{ deeds: DatedDeed[] } | { mistakes: FileMistake[] }> {
  if (!upload?.name) return { mistakes: [ofFile('file_missing')] }
  try {
    const { header, rows } = (await readTable(upload)).table
    const missing = CHANGE_COLUMNS.filter((column) => !header.includes(column))
    if (missing.length > 0) return { mistakes: [ofFile('columns', missing.join(', '))] }
    const read = rows.map(({ number, cells }) => ({
      number,
      result: changeOfRow(Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']))),
    }))
    const mistakes = read.flatMap(({ number, result }) =>
      'mistakes' in result ? result.mistakes.map((mistake) => ({ row: number, mistake, detail: '' })) : [],
    )
    if (mistakes.length > 0) return { mistakes }
    return { deeds: read.flatMap(({ result }) => ('deed' in result ? result : [])) }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { mistakes: [ofFile(`file_${error.problem}`)] }
  }
}

function ofFile(mistake: string, detail = ''): FileMistake {
  return { row: null, mistake, detail }
}
