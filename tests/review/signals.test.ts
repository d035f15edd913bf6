import { describe, expect, it } from 'vitest'
import { type DayQuestion, type Days, type Signal, signalsOfDay } from '../../server/review/signal.ts'
import { addDays, weekdayIndex } from '../../server/statistics/civil-date.ts'
import { createPoisson } from './poisson.ts'

const FIRST = '2025-01-01'
const DAY = '2026-03-10'
const WORKING_HOURS = [8, 9, 10, 11, 13, 14, 15, 16]

type Counts = Map<string, number[]>

/** Ratings as chance makes them, `perHour` on average, Monday to Friday in working hours. */
function ordinaryDays(
  from: string,
  days: number,
  perHour: number,
  poisson: (mean: number) => number,
): Counts {
  const counts: Counts = new Map()
  for (let i = 0; i < days; i++) {
    const day = addDays(from, i)
    if (weekdayIndex(day) > 4) continue
    counts.set(
      day,
      Array.from({ length: 24 }, (_, hour) => (WORKING_HOURS.includes(hour) ? poisson(perHour) : 0)),
    )
  }
  return counts
}

function sum(a: Days, b: Days): Counts {
  const days = [...new Set([...a.keys(), ...b.keys()])]
  const at = (counts: Days, day: string, hour: number) => counts.get(day)?.[hour] ?? 0
  return new Map(
    days.map((day) => [day, Array.from({ length: 24 }, (_, hour) => at(a, day, hour) + at(b, day, hour))]),
  )
}

function plus(counts: Counts, day: string, hour: number, more: number): Counts {
  const hours = [...(counts.get(day) ?? Array.from({ length: 24 }, () => 0))]
  hours[hour] = (hours[hour] ?? 0) + more
  return new Map([...counts, [day, hours]])
}

function ask(own: Days, others: Days, changes: Partial<DayQuestion> = {}): Signal[] {
  return signalsOfDay({
    day: DAY,
    isOver: true,
    own,
    unit: sum(own, others),
    validFrom: FIRST,
    left: new Set(),
    ...changes,
  })
}

const kinds = (signals: Signal[]) => signals.map(({ kind }) => kind)

describe('A year of a unit where nothing is the matter', () => {
  it('has at most one day under review, as twenty such units show', () => {
    const poisson = createPoisson('a year')
    let flagged = 0
    for (let unit = 0; unit < 20; unit++) {
      const kiosk = ordinaryDays(addDays(DAY, -460), 460, 2 + (unit % 5) * 2, poisson)
      const card = ordinaryDays(addDays(DAY, -460), 460, 0.3 + (unit % 3) * 0.5, poisson)
      for (const own of [kiosk, card]) {
        const others = own === kiosk ? card : kiosk
        const both = sum(own, others)
        for (const day of [...own.keys()].slice(-260)) {
          const question = { day, isOver: true, own, unit: both, validFrom: FIRST, left: new Set<string>() }
          if (signalsOfDay(question).length > 0) flagged++
        }
      }
    }
    expect(flagged).toBeLessThanOrEqual(20)
  })
})

describe('An official who opens the QR code of the own counter and rates (F56, F57)', () => {
  const poisson = createPoisson('sessions')
  const sessions = Array.from({ length: 200 }, (_, i) => {
    const card = ordinaryDays(addDays(DAY, -120), 121, 0.2 + (i % 10) * 0.1, poisson)
    const kiosk = ordinaryDays(addDays(DAY, -120), 121, 3, poisson)
    return { card, kiosk }
  })
  const found = (rate: (card: Counts) => Counts) =>
    sessions.map(({ card, kiosk }) => kinds(ask(rate(card), kiosk)))

  it('fifty times in an hour is seen by the hour, the day and the share', () => {
    for (const signals of found((card) => plus(card, DAY, 15, 50)))
      expect(signals).toEqual(['hour', 'day', 'share'])
  })

  it('fifty times over a whole day is seen, too', () => {
    const spread = (card: Counts) => WORKING_HOURS.reduce((all, hour) => plus(all, DAY, hour, 6), card)
    const missed = found(spread).filter((signals) => !signals.includes('day'))
    expect(missed.length / sessions.length).toBeLessThanOrEqual(0.01)
  })

  it('fifty times at a card that nobody ever used is seen', () => {
    const [first] = sessions
    expect(kinds(ask(plus(new Map(), DAY, 10, 50), first?.kiosk ?? new Map()))).toEqual([
      'hour',
      'day',
      'share',
    ])
  })

  it('fifty times in an hour at a touchpoint that nobody knows yet is seen', () => {
    const own = plus(new Map(), DAY, 10, 50)
    expect(kinds(ask(own, new Map(), { validFrom: DAY }))).toEqual(['hour'])
  })
})

describe('A day of a touchpoint', () => {
  const poisson = createPoisson('days')
  const quiet = ordinaryDays(addDays(DAY, -120), 120, 0.5, poisson)

  it('with fewer than ten ratings is never under review', () => {
    expect(ask(plus(quiet, DAY, 9, 9), new Map())).toEqual([])
  })

  it('as busy as its Mondays always are is one like others', () => {
    const own: Counts = new Map(
      [...quiet].map(([day, hours]) => [
        day,
        weekdayIndex(day) === 0 ? hours.map((count) => count * 20) : hours,
      ]),
    )
    const monday = addDays(DAY, -1)
    expect(weekdayIndex(monday)).toBe(0)
    const before: Counts = new Map([...own].filter(([day]) => day < monday))
    const usual = own.get(addDays(monday, -7)) ?? []
    expect(ask(new Map([...before, [monday, usual]]), new Map(), { day: monday })).toEqual([])
  })

  it('is not compared with its unit before it is over: somebody must be the first', () => {
    const others = ordinaryDays(addDays(DAY, -120), 120, 6, poisson)
    const first = plus(quiet, DAY, 9, 12)
    expect(kinds(ask(first, others))).toContain('share')
    expect(kinds(ask(first, others, { isOver: false }))).not.toContain('share')
  })

  it('says how many there were, how many there usually are, and how likely that is', () => {
    const [hour] = ask(plus(quiet, DAY, 9, 30), new Map())
    expect(hour).toMatchObject({ kind: 'hour', hour: 9, responses: 30 })
    expect(hour?.expected).toBeGreaterThan(0.3)
    expect(hour?.expected).toBeLessThan(0.7)
    expect(hour?.chance).toBeLessThan(1e-6)
  })

  it('is not made usual by days that were flagged', () => {
    const stuffed = Array.from({ length: 6 }, (_, week) => addDays(DAY, -7 * (week + 1)))
    const own = stuffed.reduce((counts, day) => plus(counts, day, 9, 40), plus(quiet, DAY, 9, 40))
    expect(ask(own, new Map())).toEqual([])
    expect(kinds(ask(own, new Map(), { left: new Set(stuffed) }))).toEqual(['hour', 'day'])
  })
})
