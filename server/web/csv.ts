export type CsvValue = string | number | null

/** Spreadsheets run what begins like this as a formula, also in full width and behind blanks or invisible marks. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u
/** A spreadsheet that separates by semicolon cuts here and reads on at what follows. */
const FORMULA_AFTER_SEMICOLON = /;(?=[\s\p{Cf}]*[=+\-@＝＋－＠])/gu
const LINE_BREAKS = /[\r\n\v\f\u0085\u2028\u2029]+/g
const CONTROLS = /\p{Cc}/gu

/** With it, Excel reads UTF-8 as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A CSV document (RFC 4180, UTF-8 with byte order mark): one record a line, numbers as numbers with a point, null as
 * nothing. Text that a spreadsheet would run as a formula is marked with an apostrophe.
 */
export function csvDocument(records: readonly (readonly CsvValue[])[]): string {
  return BYTE_ORDER_MARK + csvLines(records)
}

/** Further lines of a document that is sent bit by bit. */
export function csvLines(records: readonly (readonly CsvValue[])[]): string {
  return records.map((record) => `${record.map(csvField).join(',')}\r\n`).join('')
}

function csvField(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = harmless(value)
  return /[",;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line, and nothing that runs. A leading TAB or line break is a way to hide a formula, so it is marked as well. */
function harmless(value: string): string {
  const oneLine = value
    .replace(LINE_BREAKS, ' ')
    .replace(CONTROLS, ' ')
    .replace(FORMULA_AFTER_SEMICOLON, ";'")
  const isRunnable = FORMULA.test(oneLine) || /^[\t\r\n]/.test(value)
  return isRunnable ? `'${oneLine}` : oneLine
}
