import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clopperPearsonInterval,
  clopperPearsonLower,
  clopperPearsonUpper,
} from '../../server/statistics/clopper-pearson.ts'
import { newcombeInterval } from '../../server/statistics/newcombe-interval.ts'
import { wilsonInterval } from '../../server/statistics/wilson-interval.ts'
import { known, knownIntervals } from './known-answers.ts'
import { anyProportion } from './tallies.ts'

/** Some sources give 7 digits. */
const CLOSE = 7

describe('The Wilson interval', () => {
  test.each(knownIntervals('wilson'))('of $satisfied of $answered is $lower to $upper', (row) => {
    const { lower, upper } = wilsonInterval(row.satisfied, row.answered)
    expect(lower).toBeCloseTo(row.lower, CLOSE)
    expect(upper).toBeCloseTo(row.upper, CLOSE)
  })

  test('is within 1e-12 of scipy wherever scipy gives all digits', () => {
    for (const { satisfied, answered, wilson } of known.intervals) {
      const { lower, upper } = wilsonInterval(satisfied, answered)
      expect(
        [lower, upper].map((bound, at) => Math.abs(bound - (wilson?.[at] ?? Number.NaN)) < 1e-12),
      ).toEqual([true, true])
    }
  })

  test('begins at exactly 0 when nobody is satisfied and ends at exactly 1 when everybody is', () => {
    for (let answered = 1; answered <= 2000; answered++) {
      expect(wilsonInterval(0, answered).lower).toBe(0)
      expect(wilsonInterval(answered, answered).upper).toBe(1)
    }
  })

  test('holds the share and stays within 0 and 1, whatever the counts', () => {
    fc.assert(
      fc.property(anyProportion, ({ satisfied, answered }) => {
        const { lower, upper } = wilsonInterval(satisfied, answered)
        expect(
          0 <= lower && lower <= satisfied / answered && satisfied / answered <= upper && upper <= 1,
        ).toBe(true)
      }),
    )
  })

  test('does not exist without answers, nor for counts that cannot be', () => {
    expect(() => wilsonInterval(0, 0)).toThrow(RangeError)
    expect(() => wilsonInterval(6, 5)).toThrow(RangeError)
    expect(() => wilsonInterval(-1, 5)).toThrow(RangeError)
    expect(() => wilsonInterval(1.5, 5)).toThrow(RangeError)
    expect(() => wilsonInterval(Number.NaN, 5)).toThrow(RangeError)
  })
})

describe('The Clopper–Pearson interval', () => {
  test.each(knownIntervals('clopperPearson'))('of $satisfied of $answered is $lower to $upper', (row) => {
    const { lower, upper } = clopperPearsonInterval(row.satisfied, row.answered)
    expect(lower).toBeCloseTo(row.lower, CLOSE)
    expect(upper).toBeCloseTo(row.upper, CLOSE)
  })

  test.each(knownIntervals('clopperPearsonOneSided'))(
    'one-sided of $satisfied of $answered: at least $lower, at most $upper',
    (row) => {
      expect(clopperPearsonLower(row.satisfied, row.answered)).toBeCloseTo(row.lower, CLOSE)
      expect(clopperPearsonUpper(row.satisfied, row.answered)).toBeCloseTo(row.upper, CLOSE)
    },
  )

  test('is never narrower than its one-sided bounds and mirrors when the unsatisfied are counted instead', () => {
    fc.assert(
      fc.property(anyProportion, ({ satisfied, answered }) => {
        const { lower, upper } = clopperPearsonInterval(satisfied, answered)
        const mirrored = clopperPearsonInterval(answered - satisfied, answered)
        expect(lower).toBeLessThanOrEqual(clopperPearsonLower(satisfied, answered))
        expect(upper).toBeGreaterThanOrEqual(clopperPearsonUpper(satisfied, answered))
        expect(mirrored.lower).toBeCloseTo(1 - upper, CLOSE)
      }),
    )
  })

  test('does not exist without answers', () => {
    expect(() => clopperPearsonInterval(0, 0)).toThrow(RangeError)
    expect(() => clopperPearsonLower(0, 0)).toThrow(RangeError)
    expect(() => clopperPearsonUpper(6, 5)).toThrow(RangeError)
  })
})

describe("Newcombe's interval of a difference", () => {
  const proportion = ([satisfied, answered]: [number, number]) => ({ satisfied, answered })

  test.each(known.newcombe.rows)('of $first less $second is $interval', ({ first, second, interval }) => {
    const { lower, upper } = newcombeInterval(proportion(first), proportion(second))
    expect(lower).toBeCloseTo(interval[0], 4)
    expect(upper).toBeCloseTo(interval[1], 4)
  })

  test('holds the difference, stays within −1 and 1, and turns round with its arguments', () => {
    fc.assert(
      fc.property(anyProportion, anyProportion, (first, second) => {
        const { lower, upper } = newcombeInterval(first, second)
        const turned = newcombeInterval(second, first)
        const difference = first.satisfied / first.answered - second.satisfied / second.answered
        expect(lower).toBeLessThanOrEqual(difference)
        expect(upper).toBeGreaterThanOrEqual(difference)
        expect(lower).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(upper).toBeLessThanOrEqual(1 + 1e-12)
        expect(turned.lower).toBeCloseTo(-upper, 12)
      }),
    )
  })
})
