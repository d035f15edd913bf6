import { createHash } from 'node:crypto'
import { z } from 'zod'
import { csvRows } from '../imports/csv-rows.ts'
import type { TableRow } from '../imports/table-row.ts'
import { UnreadableFile } from '../imports/unreadable-file.ts'
import { xlsxRows } from '../imports/xlsx-rows.ts'
import type { Upload } from '../web/receive-upload.ts'

const MOST_BYTES = 8 * 1024 * 1024
/** A wave of a whole province has some thousands of interviews. */
const MOST_ROWS = 20_000
const MOST_NAME_LENGTH = 200

const storedTable = z.strictObject({
  header: z.array(z.string()),
  rows: z.array(z.strictObject({ number: z.int(), cells: z.array(z.string()) })),
  /** Whether dates may be the serial numbers of a spreadsheet. */
  serials: z.boolean(),
})
/** A file of rows: its column names, and what stands below them. */
export type Table = z.infer<typeof storedTable>

export interface ReceivedTable {
  table: Table
  fileName: string
  /** SHA-256 of its bytes, hex. */
  fileHash: string
}

export function parseStoredTable(json: string): Table {
  return storedTable.parse(JSON.parse(json))
}

/** A CSV or XLSX file as it comes in. @throws {UnreadableFile} */
export async function readTable({ name, bytes }: Upload): Promise<ReceivedTable> {
  const file = await gathered(bytes)
  const isXlsx = file[0] === 0x50 && file[1] === 0x4b
  const all: TableRow[] = []
  for await (const row of isXlsx ? xlsxRows(file) : csvRows(chunks(file))) {
    if (all.length > MOST_ROWS) throw new UnreadableFile('too_large')
    all.push(row)
  }
  const [header, ...rows] = all
  if (!header || rows.length === 0) throw new UnreadableFile('empty')
  return {
    table: { header: header.cells, rows, serials: isXlsx },
    fileName: shownName(name),
    fileHash: createHash('sha256').update(file).digest('hex'),
  }
}

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    size += part.length
    if (size > MOST_BYTES) throw new UnreadableFile('too_large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function* chunks(file: Buffer): AsyncGenerator<Uint8Array> {
  yield file
}

/** Without a path, and without what is invisible. */
function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return (last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() || '?').slice(0, MOST_NAME_LENGTH)
}
