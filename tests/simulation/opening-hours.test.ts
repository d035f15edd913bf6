import { describe, expect, it } from 'vitest'
import { busyness, dailyVolumes } from '../../server/simulation/daily-volume.ts'
import { arrivals, openingHours } from '../../server/simulation/opening-hours.ts'
import { createRandom } from '../../server/simulation/random.ts'
import { addDays } from '../../server/statistics/civil-date.ts'

const isClosed = (date: string) => openingHours(date).length === 0

describe('The simulated offices', () => {
  it.each(['2025-01-01', '2025-04-30', '2025-05-01', '2025-09-02', '2026-09-02'])(
    'are closed on the holiday %s',
    (date) => expect(isClosed(date)).toBe(true),
  )

  it.each(['2025-06-01', '2026-11-22'])('are closed on Sunday %s', (date) =>
    expect(isClosed(date)).toBe(true),
  )

  it.each([
    { first: '2023-01-22', before: '2023-01-19', closed: ['2023-01-20', '2023-01-27'], after: '2023-01-28' },
    { first: '2025-01-29', before: '2025-01-25', closed: ['2025-01-27', '2025-02-03'], after: '2025-02-04' },
    { first: '2026-02-17', before: '2026-02-14', closed: ['2026-02-15', '2026-02-22'], after: '2026-02-23' },
  ])(
    'are closed from two days before Tết on $first until five days after it',
    ({ before, closed, after }) => {
      expect([before, ...closed, after].map(isClosed)).toEqual([false, true, true, false])
    },
  )

  it('receive people in the morning and the afternoon, and on Saturday in the morning only', () => {
    expect(openingHours('2025-06-02').map(({ from, until }) => [from / 60, until / 60])).toEqual([
      [7.5, 11.5],
      [13.5, 17],
    ])
    expect(openingHours('2025-06-07').map(({ from, until }) => [from / 60, until / 60])).toEqual([
      [7.5, 11.5],
    ])
  })

  it('see people come one after the other, within the opening hours', () => {
    const instants = [...arrivals('2025-06-02', 5000, createRandom(1))]
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
    const times = instants.map((instant) => new Date(instant).toISOString())
    expect(times.every((time) => time.startsWith('2025-06-02T'))).toBe(true)
    // In Asia/Ho_Chi_Minh 07:30–11:30 and 13:30–17:00.
    const open = (time: string) => (time >= '00:30' && time < '04:30') || (time >= '06:30' && time < '10:00')
    expect(times.map((time) => time.slice(11)).filter((time) => !open(time))).toEqual([])
  })

  it('are quieter before Tết than in March, and busiest in August', () => {
    const perDay = (from: string, days: number) =>
      Array.from({ length: days }, (_, index) => busyness(addDays(from, index), 1)).reduce((a, b) => a + b) /
      days
    expect(perDay('2025-01-12', 14)).toBeLessThan(0.8 * perDay('2025-03-02', 28))
    expect(perDay('2025-08-03', 28)).toBeGreaterThan(perDay('2025-10-05', 28))
  })

  it('share out the responses over the days so that they add up, none on a closed day', () => {
    const volumes = dailyVolumes({ responses: 12_345, from: '2024-12-01', until: '2025-03-01' }, (date) =>
      busyness(date, 7),
    )
    expect(volumes.reduce((sum, day) => sum + day.responses, 0)).toBe(12_345)
    expect(volumes.filter((day) => isClosed(day.date))).toEqual([])
  })
})
