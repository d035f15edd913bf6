import { isSqlite } from '../../db/portable.ts'
import type { Db } from '../../db/schema.ts'
import type { TableRow } from '../imports/table-row.ts'
import { textsOf } from './column-mapping.ts'
import type { DossierTexts } from './dossier-field.ts'
import { hashOfCode } from './dossier-hash.ts'
import type { DossierImport } from './dossier-import.ts'
import { fileRows, inChunks } from './import-file.ts'

/** On SQLite a rating that arrives meanwhile waits for the chunk: some hundredths of a second. PostgreSQL writes both. */
const CHUNK_ROWS = { sqlite: 500, postgres: 2000 }
const WINDOW_ROWS = 20_000

/** A row of an import's file, read by its mapping. */
export interface ReadRow {
  /** As spreadsheets count: the header is row 1. */
  number: number
  texts: DossierTexts
  /** Null where the code is none. */
  codeHash: string | null
  hasMoreCellsThanHeader: boolean
}

/**
 * The rows of an import in chunks, without the first `done`. Within some thousands they are ordered by their hashes:
 * neighbours in a chunk are then neighbours in the index, which takes a fraction of the writes. The order follows from
 * the file and the mapping alone, so that a count is enough to go on after an interruption.
 */
export async function* orderedChunks(
  db: Db,
  one: DossierImport,
  { done, dossierSecret }: { done: number; dossierSecret: string },
): AsyncGenerator<ReadRow[]> {
  const size = CHUNK_ROWS[isSqlite(db) ? 'sqlite' : 'postgres']
  let toSkip = done
  for await (const window of inChunks(readRows(db, one, dossierSecret), WINDOW_ROWS)) {
    const left = window.sort(byHash).slice(toSkip)
    toSkip = Math.max(0, toSkip - window.length)
    for (let start = 0; start < left.length; start += size) yield left.slice(start, start + size)
  }
}

/** The rows below the header, in the order of the file. */
export async function* rowsBelowHeader(
  db: Db,
  one: DossierImport,
  dossierSecret: string,
): AsyncGenerator<TableRow> {
  let isHeader = true
  for await (const row of fileRows(db, one, dossierSecret)) {
    if (!isHeader) yield row
    isHeader = false
  }
}

/** What a row says by the import's mapping. */
export function readRow(
  { number, cells }: TableRow,
  { mapping, header }: DossierImport,
  dossierSecret: string,
): ReadRow {
  const texts = textsOf(cells, mapping)
  const codeHash = hashOfCode(texts.code, dossierSecret)
  return { number, texts, codeHash, hasMoreCellsThanHeader: cells.length > header.length }
}

async function* readRows(db: Db, one: DossierImport, dossierSecret: string): AsyncGenerator<ReadRow> {
  for await (const row of rowsBelowHeader(db, one, dossierSecret)) yield readRow(row, one, dossierSecret)
}

function byHash(a: ReadRow, b: ReadRow): number {
  const [first, second] = [a.codeHash ?? '', b.codeHash ?? '']
  if (first === second) return a.number - b.number
  return first < second ? -1 : 1
}
