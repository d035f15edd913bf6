import { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { parse } from 'csv-parse'
import { isEmptyRow, MOST_COLUMNS, type TableRow } from './table-row.ts'
import { UnreadableFile } from './unreadable-file.ts'

const DELIMITERS = [',', ';', '\t']
/** A quote that is never closed must not gather the whole file. */
const MOST_ROW_LENGTH = 100_000
const FIRST_LINE = 10_000

/**
 * The rows of a CSV file, as it streams in: UTF-8, or the UTF-16 that Excel calls «Unicode text», separated by commas,
 * semicolons or tabs. @throws {UnreadableFile}
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableRow> {
  const text = decoded(bytes)
  const start = await firstLine(text)
  const parser = parse({
    delimiter: delimiterOf(start),
    bom: true,
    trim: true,
    relax_column_count: true,
    max_record_size: MOST_ROW_LENGTH,
  })
  const source = Readable.from(resumed(start, text))
  source.once('error', (error) => parser.destroy(error)).pipe(parser)
  let number = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++
      if (cells.length > MOST_COLUMNS) throw new UnreadableFile('too_wide')
      if (!isEmptyRow(cells)) yield { number, cells }
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('not_csv', error)
  } finally {
    source.destroy()
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(isUtf16(chunk) ? 'utf-16le' : 'utf-8', { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder?.decode() ?? ''
  } catch (error) {
    throw error instanceof TypeError ? new UnreadableFile('not_utf8', error) : error
  }
}

function isUtf16(start: Uint8Array): boolean {
  return start[0] === 0xff && start[1] === 0xfe
}

async function firstLine(text: AsyncGenerator<string>): Promise<string> {
  let start = ''
  while (!start.includes('\n') && start.length < FIRST_LINE) {
    const { value, done } = await text.next()
    if (done) break
    start += value
  }
  if (start.trim() === '') throw new UnreadableFile('empty')
  return start
}

async function* resumed(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}

/** The one that the column names are separated by. */
function delimiterOf(text: string): string {
  const names =
    text
      .slice(0, FIRST_LINE)
      .split('\n', 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const count = (delimiter: string) => names.split(delimiter).length
  return DELIMITERS.reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most))
}
