import type { CivilDate } from '../../db/schema.ts'
import { binomialUpperTail } from '../statistics/binomial-tail.ts'
import { addDays } from '../statistics/civil-date.ts'
import { chanceOfAtLeast, type Pace, paceOf } from '../statistics/pace.ts'

/** Ratings of each hour of a day, 0 to 23. */
export type Hours = readonly number[]
export type Days = ReadonlyMap<CivilDate, Hours>

/**
 * Why a day of a touchpoint is not as its others. hour, day: more ratings than it ever has in that time (throughput).
 * share: it has much more of its unit's ratings than usual (concentration).
 */
export interface Signal {
  kind: 'hour' | 'day' | 'share'
  /** Which one, for `hour`; null for the others. */
  hour: number | null
  responses: number
  /** How many there would usually be. */
  expected: number
  /** How likely so many or more are where nothing is the matter, 0..1. */
  chance: number
}

/** So far back a touchpoint's own rhythm is looked for. */
export const HISTORY_DAYS = 90
/** Fewer ratings bend no figure, and are no rhythm. */
const LEAST_RESPONSES = 10
/** Days at work after which a touchpoint is known. */
const ENOUGH_DAYS = 10
/** Of touchpoints with nothing the matter, one day in so many is flagged (statistics of stuffing, scan windows). */
const FALSE_ALARM = 1e-4
/** The hours of a day, the day and the share: each is looked at. */
const WINDOWS = 26
/** Until a touchpoint is known: twenty an hour, for eight hours. */
const UNKNOWN = { hour: { mean: 20, dispersion: 1 }, day: { mean: 160, dispersion: 1 } } as const
/** An hour belongs to a unit's working hours when somebody rated in it on one day in ten. */
const USUAL = 0.1
const MOST_TIMES_ITS_ODDS = 3

export interface DayQuestion {
  day: CivilDate
  /** Whether the day is over: before, a touchpoint may just be the first of its unit that anybody used. */
  isOver: boolean
  /** The touchpoint's ratings. */
  own: Days
  /** Those of all touchpoints of its unit, its own among them. */
  unit: Days
  /** The touchpoint's first day. */
  validFrom: CivilDate
  /** Days of the touchpoint that were not like others, and teach nothing of its rhythm. */
  left: ReadonlySet<CivilDate>
}

/** What is unusual about a day of a touchpoint; empty for a day like others. */
export function signalsOfDay(question: DayQuestion): Signal[] {
  const { day, isOver, own, unit } = question
  const hours = own.get(day) ?? []
  const responses = total(hours)
  if (responses < LEAST_RESPONSES) return []
  const rhythm = rhythmOf(question)
  const found = [
    ...hours.map((count, hour) => throughput('hour', hour, count, rhythm.hour)),
    throughput('day', null, responses, rhythm.day),
    rhythm.share === null || !isOver
      ? null
      : concentration(responses, total(unit.get(day) ?? []), rhythm.share),
  ]
  return found.filter((signal) => signal !== null)
}

interface Rhythm {
  hour: Pace
  day: Pace
  /** The touchpoint's part of its unit's ratings, 0..1; null where it is not known yet. */
  share: number | null
}

/** How a touchpoint was before the day. */
function rhythmOf({ day, own, unit, validFrom, left }: DayQuestion): Rhythm {
  const from = addDays(day, -HISTORY_DAYS)
  const worked = [...unit.keys()].filter(
    (one) => one >= from && one >= validFrom && one < day && !left.has(one) && total(unit.get(one) ?? []) > 0,
  )
  if (worked.length < ENOUGH_DAYS) return { ...UNKNOWN, share: null }
  const usual = Array.from({ length: 24 }, (_, hour) => hour).filter(
    (hour) => worked.filter((one) => (unit.get(one)?.[hour] ?? 0) > 0).length >= USUAL * worked.length,
  )
  const ofDay = (days: Days, one: CivilDate) => total(days.get(one) ?? [])
  const days = worked.map((one) => ofDay(own, one))
  return {
    hour: paceOf(worked.flatMap((one) => usual.map((hour) => own.get(one)?.[hour] ?? 0))),
    day: paceOf(days),
    share: total(days) / total(worked.map((one) => ofDay(unit, one))),
  }
}

function throughput(kind: 'hour' | 'day', hour: number | null, responses: number, pace: Pace): Signal | null {
  if (responses < LEAST_RESPONSES) return null
  const chance = chanceOfAtLeast(responses, pace)
  return isAlarming(chance) ? { kind, hour, responses, expected: pace.mean, chance } : null
}

function concentration(responses: number, ofUnit: number, share: number): Signal | null {
  const expected = share * ofUnit
  // Odds, since no share can be three times one half.
  const odds = responses / (ofUnit - responses)
  if (odds <= (MOST_TIMES_ITS_ODDS * share) / (1 - share)) return null
  const chance = binomialUpperTail(responses, ofUnit, share)
  return isAlarming(chance) ? { kind: 'share', hour: null, responses, expected, chance } : null
}

function isAlarming(chance: number): boolean {
  return chance < FALSE_ALARM / WINDOWS
}

export function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
