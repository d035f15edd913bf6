/** A day of the calendar in Asia/Ho_Chi_Minh, as text `YYYY-MM-DD`; such texts sort as the days do. */
export type CivilDate = string

const DAY_MS = 24 * 60 * 60 * 1000

/** Asia/Ho_Chi_Minh is UTC+7 all year. */
const OFFSET_MS = 7 * 60 * 60 * 1000

/** The civil date of an instant; the same wherever the program runs. Throws RangeError for an invalid Date. */
export function civilDate(instant: Date): CivilDate {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The time of day of an instant in Asia/Ho_Chi_Minh, `HH:MM`. */
export function timeOfDay(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(11, 16)
}

/** The hour in Asia/Ho_Chi_Minh, 0..23, of an instant in ISO 8601 in UTC. */
export function hourOfDay(instant: string): number {
  return (Number(instant.slice(11, 13)) + 7) % 24
}

/** The first instant of a civil date, ISO 8601 in UTC. */
export function startOfDay(date: CivilDate): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - OFFSET_MS).toISOString()
}

/** 0 = Monday. */
export function weekdayIndex(date: CivilDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** Whether a text is a day that exists, written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const midnight = new Date(`${text}T00:00:00Z`)
  // 30 February is read as 2 March, so it does not come back as it went in.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}

/** The civil date `days` later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Days from one civil date to another; 0 for the same day, negative when `until` is earlier. */
export function daysBetween(from: CivilDate, until: CivilDate): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS
}

/** Months since year 0, so that months can be counted: '2026-07-…' or '2026-07' → 2026 · 12 + 6. */
export function monthIndex(dateOrMonth: string): number {
  return Number(dateOrMonth.slice(0, 4)) * 12 + Number(dateOrMonth.slice(5, 7)) - 1
}

/** The first day of the month with that index. */
export function firstOfMonth(index: number): CivilDate {
  const year = String(Math.floor(index / 12)).padStart(4, '0')
  const month = String((index % 12) + 1).padStart(2, '0')
  return `${year}-${month}-01`
}
