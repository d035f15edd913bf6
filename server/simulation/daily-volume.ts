import { addDays, type CivilDate } from '../statistics/civil-date.ts'
import { openingHours, weekdayOf } from './opening-hours.ts'
import { createRandom } from './random.ts'
import { daysSinceTet } from './tet.ts'

/** How busy a day is, by month: busy in spring and before the school year, quiet around Tết. */
const MONTHS = [0.95, 0.85, 1.12, 1.1, 1.02, 0.98, 1.08, 1.22, 1.0, 1.0, 0.98, 0.92] as const
/** From Sunday to Saturday. */
const WEEKDAYS = [0, 1.25, 1.05, 1, 1, 0.9, 0.2] as const

const DAY_TO_DAY = 0.1

/** How busy a day is against an average one; 0 when the offices are closed. The same for every run with that seed. */
export function busyness(date: CivilDate, seed: number): number {
  if (openingHours(date).length === 0) return 0
  const month = MONTHS[Number(date.slice(5, 7)) - 1] as number
  const weekday = WEEKDAYS[weekdayOf(date)] as number
  return month * weekday * aroundTet(date) * Math.exp(DAY_TO_DAY * createRandom(seed, 'day', date).normal())
}

function aroundTet(date: CivilDate): number {
  const days = daysSinceTet(date)
  if (days === null || days < -20 || days > 15) return 1
  return days < 0 ? 0.6 : 0.8
}

export interface DayVolume {
  date: CivilDate
  responses: number
}

/**
 * Shares out the responses over the days from `from` until `until` by their weights, so that they add up exactly.
 * Days that get none are left out.
 */
export function dailyVolumes(
  { responses, from, until }: { responses: number; from: CivilDate; until: CivilDate },
  weightOf: (date: CivilDate) => number,
): DayVolume[] {
  const days: { date: CivilDate; weight: number }[] = []
  for (let date = from; date < until; date = addDays(date, 1)) days.push({ date, weight: weightOf(date) })
  const total = days.reduce((sum, day) => sum + day.weight, 0)
  if (total === 0) return []

  let weight = 0
  let given = 0
  return days.flatMap((day) => {
    weight += day.weight
    const due = Math.round((responses * weight) / total) - given
    given += due
    return due === 0 ? [] : [{ date: day.date, responses: due }]
  })
}
