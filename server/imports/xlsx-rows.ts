import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'
import { isEmptyRow, MOST_CELL_LENGTH, MOST_COLUMNS, type TableRow } from './table-row.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** What a small file may unpack to: some ten times what the largest sheet of dossiers needs. */
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024
const MOST_ENTRIES = 1000
/** As many as a sheet can have. */
const MOST_ROWS = 1_048_576
/** No text and no tag is longer: the parser would gather it in memory. */
const MOST_WITHOUT_TAG = 1024 * 1024
/** Texts that cells share; they must be in memory while the sheet is read. */
const MOST_SHARED_LENGTH = 40_000_000

/**
 * The rows of the first sheet of an XLSX file, as texts: a date is its serial number, a formula the value that was
 * saved with it, never run. Only the sheet and the shared texts are unpacked, and no more of them than fits.
 * @throws {UnreadableFile}
 */
export async function* xlsxRows(file: Buffer): AsyncGenerator<TableRow> {
  try {
    const entries = await entriesOf(file)
    const sheet = firstSheet([...entries.keys()])
    if (sheet === undefined) throw new UnreadableFile('not_xlsx')
    const budget = { bytes: MOST_UNPACKED_BYTES }
    const shared = await sharedTexts(entries.get('xl/sharedStrings.xml'), budget)
    yield* sheetRows(await unpacked(entries.get(sheet)), shared, budget)
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('not_xlsx', error)
  }
}

type Open = () => Promise<Readable>

interface Budget {
  bytes: number
}

async function entriesOf(file: Buffer): Promise<Map<string, Open>> {
  const archive = await yauzl.fromBufferPromise(file)
  const entries = new Map<string, Open>()
  for await (const entry of archive.eachEntry()) {
    if (entries.size >= MOST_ENTRIES) throw new UnreadableFile('too_large')
    entries.set(entry.fileName, () => archive.openReadStreamPromise(entry))
  }
  return entries
}

/** Sheets are numbered in the order in which they were made; the lowest is nearly always the only one. */
function firstSheet(names: readonly string[]): string | undefined {
  const numbered = names.flatMap((name) => {
    const number = /^xl\/worksheets\/sheet(\d{1,4})\.xml$/.exec(name)?.[1]
    return number === undefined ? [] : [{ name, number: Number(number) }]
  })
  return numbered.sort((a, b) => a.number - b.number)[0]?.name
}

async function unpacked(open: Open | undefined): Promise<Readable> {
  if (!open) throw new UnreadableFile('not_xlsx')
  return open()
}

/** Feeds a stream to a parser bit by bit; after each bit the caller may take what the parser has found. */
async function* parsed(stream: Readable, parser: SaxesParser, budget: Budget): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let sinceTag = 0
  parser.on('opentagstart', () => {
    sinceTag = 0
  })
  parser.on('doctype', () => {
    throw new UnreadableFile('not_xlsx')
  })
  parser.on('error', (error) => {
    throw error
  })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      budget.bytes -= chunk.length
      sinceTag += chunk.length
      if (budget.bytes < 0 || sinceTag > MOST_WITHOUT_TAG) throw new UnreadableFile('too_large')
      parser.write(decoder.decode(chunk, { stream: true }))
      yield
    }
    parser.close()
    yield
  } finally {
    stream.destroy()
  }
}

async function sharedTexts(open: Open | undefined, budget: Budget): Promise<string[]> {
  if (!open) return []
  const texts: string[] = []
  const parser = new SaxesParser()
  let length = 0
  let text = ''
  const inside = textOf(parser, (part) => {
    if (text.length < MOST_CELL_LENGTH) text += part
  })
  parser.on('closetag', ({ name }) => {
    inside.close(name)
    if (name !== 'si') return
    length += text.length
    if (length > MOST_SHARED_LENGTH) throw new UnreadableFile('too_large')
    texts.push(text)
    text = ''
  })
  for await (const _ of parsed(await open(), parser, budget));
  return texts
}

/** Texts stand in `t`; `rPh` repeats them as pronounced. */
function textOf(parser: SaxesParser, add: (part: string) => void) {
  let reading = false
  let pronounced = false
  parser.on('opentag', ({ name }) => {
    if (name === 't') reading = !pronounced
    if (name === 'rPh') pronounced = true
  })
  parser.on('text', (part) => {
    if (reading) add(part)
  })
  return {
    close(name: string) {
      if (name === 't') reading = false
      if (name === 'rPh') pronounced = false
    },
  }
}

async function* sheetRows(
  stream: Readable,
  shared: readonly string[],
  budget: Budget,
): AsyncGenerator<TableRow> {
  const parser = new SaxesParser()
  const rows: TableRow[] = []
  let row: TableRow = { number: 0, cells: [] }
  let opened = 0
  let column = 0
  let type = ''
  let value = ''
  let reading = false

  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') {
      if (++opened > MOST_ROWS) throw new UnreadableFile('too_large')
      row = { number: Number(attributes['r'] ?? row.number + 1), cells: [] }
      column = 0
    } else if (name === 'c') {
      column = columnOf(attributes['r']) ?? column + 1
      if (column > MOST_COLUMNS) throw new UnreadableFile('too_wide')
      type = attributes['t'] ?? 'n'
      value = ''
    } else reading = name === 'v' || name === 't'
  })
  parser.on('text', (part) => {
    if (reading && value.length < MOST_CELL_LENGTH) value += part
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'v' || name === 't') reading = false
    else if (name === 'c') setCell(row.cells, column, cellText(type, value, shared))
    else if (name === 'row' && !isEmptyRow(row.cells)) rows.push(row)
  })
  for await (const _ of parsed(stream, parser, budget)) {
    yield* rows
    rows.length = 0
  }
}

/** `BC12` → 55. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function setCell(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('')
  cells[column - 1] = text
}

function cellText(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return (shared[Number(value)] ?? '').trim()
  if (type === 'e') return ''
  // A long number is written like 1.2E+10.
  if (type === 'n' && /e/i.test(value)) return String(Number(value))
  return value.trim()
}
