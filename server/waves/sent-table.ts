import { UnreadableFile } from '../imports/unreadable-file.ts'
import type { Translate } from '../web/i18n.ts'
import type { Upload } from '../web/receive-upload.ts'
import { type Column, type FoundColumns, findColumns } from './columns.ts'
import { type ReceivedTable, readTable } from './read-table.ts'

export type SentTable = ReceivedTable & { columns: FoundColumns }

/** The file of a form as a table whose columns are known, or what is wrong with it as a whole. */
export async function sentTable(
  upload: Upload | null,
  columns: readonly Column[],
  t: Translate,
): Promise<SentTable | { message: string }> {
  if (!upload?.name) return { message: t('waves:file.missing') }
  try {
    const received = await readTable(upload)
    const found = findColumns(received.table.header, columns)
    const wrong = wrongColumns(found, t)
    return wrong === null ? { ...received, columns: found } : { message: wrong }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { message: t(`waves:file.${error.problem}`) }
  }
}

function wrongColumns({ missing, unknown }: FoundColumns, t: Translate): string | null {
  if (missing.length > 0) return t('waves:file.columnsMissing', { columns: missing.join(', ') })
  return unknown.length > 0 ? t('waves:file.columnsUnknown', { columns: unknown.join(', ') }) : null
}
