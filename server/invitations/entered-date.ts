import { addDays, type CivilDate, isCivilDate } from '../statistics/civil-date.ts'

const EARLIEST = '2000-01-01'
const LATEST = '2100-01-01'
/** Day 0 of spreadsheets, as it is for every day after February 1900. */
const SERIAL_ZERO = '1899-12-30'

/** `05/11/2026`, `5-11-2026` or `2026-11-05`, with or without a time of day behind; from a spreadsheet its serial number too. */
export function enteredDate(text: string, { serials }: { serials: boolean }): CivilDate | undefined {
  const date = written(text) ?? (serials ? serial(text) : undefined)
  return date !== undefined && isCivilDate(date) && date >= EARLIEST && date < LATEST ? date : undefined
}

function written(text: string): CivilDate | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,].*)?$/.exec(text) ?? []
  if (day && month && year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return /^(\d{4}-\d{2}-\d{2})(?:[ T].*)?$/.exec(text)?.[1]
}

function serial(text: string): CivilDate | undefined {
  return /^\d{5}(\.\d+)?$/.test(text) ? addDays(SERIAL_ZERO, Math.floor(Number(text))) : undefined
}
