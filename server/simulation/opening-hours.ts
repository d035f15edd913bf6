import type { CivilDate } from '../statistics/civil-date.ts'
import type { Random } from './random.ts'
import { isTetHoliday } from './tet.ts'

/** Minutes after local midnight, half-open. `share` is how much of the day's work falls into it. */
export interface Session {
  from: number
  until: number
  share: number
}

const MORNING: Session = { from: 7 * 60 + 30, until: 11 * 60 + 30, share: 0.6 }
const AFTERNOON: Session = { from: 13 * 60 + 30, until: 17 * 60, share: 0.4 }

/** Holidays with a fixed date. The Hùng Kings' day follows the moon and days in lieu are decided yearly: not here. */
const HOLIDAYS = new Set(['01-01', '04-30', '05-01', '09-02'])

/** When a one-stop office receives people on that day: never on Sunday, mornings only on Saturday. */
export function openingHours(date: CivilDate): readonly Session[] {
  const weekday = weekdayOf(date)
  if (weekday === 0 || HOLIDAYS.has(date.slice(5)) || isTetHoliday(date)) return []
  return weekday === 6 ? [MORNING] : [MORNING, AFTERNOON]
}

/** 0 = Sunday. */
export function weekdayOf(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

const MINUTE_MS = 60_000

/** The instants (ms) at which `count` people rate on that day, in order: most in the middle of each session. */
export function arrivals(date: CivilDate, count: number, random: Random): Float64Array {
  const hours = openingHours(date)
  const midnight = Date.parse(`${date}T00:00:00+07:00`)
  const instants = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const [first, second] = hours as [Session, Session | undefined]
    const session = second !== undefined && random.fraction() >= first.share ? second : first
    const part = (random.fraction() + random.fraction()) / 2
    instants[i] = Math.floor(midnight + (session.from + part * (session.until - session.from)) * MINUTE_MS)
  }
  return instants.sort()
}
