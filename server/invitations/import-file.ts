import type { Db } from '../../db/schema.ts'
import { csvRows } from '../imports/csv-rows.ts'
import type { TableRow } from '../imports/table-row.ts'
import { xlsxRows } from '../imports/xlsx-rows.ts'
import type { DossierImport } from './dossier-import.ts'
import { storedBytes } from './stored-file.ts'

/** The rows of an import's file, header and all. @throws {UnreadableFile} */
export async function* fileRows(
  db: Db,
  { id, fileFormat }: Pick<DossierImport, 'id' | 'fileFormat'>,
  secret: string,
): AsyncGenerator<TableRow> {
  const bytes = storedBytes(db, id, secret)
  yield* fileFormat === 'xlsx' ? xlsxRows(await gathered(bytes)) : csvRows(bytes)
}

/** The contents of an archive stand at its end, so all of it must be there. */
async function gathered(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Items in chunks of `size`, the last one smaller. */
export async function* inChunks<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
