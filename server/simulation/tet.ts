import { type CivilDate, daysBetween } from '../statistics/civil-date.ts'

/** The first day of the lunar year, by year; looked up, not computed. Outside these years there is no Tết here. */
const FIRST_DAYS: Readonly<Record<string, CivilDate>> = {
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
}

const CLOSED_BEFORE = 2
const CLOSED_AFTER = 5

/** Days from the first day of Tết to `date`, in the same calendar year: negative before it, null where unknown. */
export function daysSinceTet(date: CivilDate): number | null {
  const first = FIRST_DAYS[date.slice(0, 4)]
  return first === undefined ? null : daysBetween(first, date)
}

export function isTetHoliday(date: CivilDate): boolean {
  const days = daysSinceTet(date)
  return days !== null && days >= -CLOSED_BEFORE && days <= CLOSED_AFTER
}
