import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isThreshold, reachesThreshold, respondentsNeeded } from '../../server/statistics/threshold.ts'

describe('A threshold', () => {
  test('is inclusive: 90 of 100 reach 90 %, 89 do not', () => {
    expect(reachesThreshold(90, 100, 90)).toBe(true)
    expect(reachesThreshold(89, 100, 90)).toBe(false)
  })

  test('is not reached by a share that merely prints like it: 1,799 of 2,000 is 90.0 %', () => {
    expect(reachesThreshold(1799, 2000, 90)).toBe(false)
    expect(reachesThreshold(1800, 2000, 90)).toBe(true)
    expect(reachesThreshold(17_999, 20_000, 90)).toBe(false)
  })

  test('may have two decimals, which are not lost in binary fractions', () => {
    // 85.35 × 100 is 8534.999999999999 in floating point.
    expect(reachesThreshold(8535, 10_000, 85.35)).toBe(true)
    expect(reachesThreshold(8534, 10_000, 85.35)).toBe(false)
    expect(respondentsNeeded(10_000, 85.35)).toBe(8535)
  })

  test('is not reached by nobody', () => {
    expect(reachesThreshold(0, 0, 85)).toBe(false)
    expect(respondentsNeeded(0, 85)).toBe(0)
  })

  test('asks for whole respondents: 85 % of 30 is 26, 90 % of 30 is 27', () => {
    expect(respondentsNeeded(30, 85)).toBe(26)
    expect(respondentsNeeded(30, 90)).toBe(27)
    expect(respondentsNeeded(1000, 95)).toBe(950)
    expect(respondentsNeeded(7, 100)).toBe(7)
  })

  test('is a percentage above 0, up to 100, with two decimals at most', () => {
    expect([85, 99.99, 100, 0.01].map(isThreshold)).toEqual([true, true, true, true])
    expect([0, -85, 100.01, 85.125, Number.NaN, Infinity].map(isThreshold)).toEqual(Array(6).fill(false))
    expect(() => reachesThreshold(1, 2, 85.125)).toThrow(RangeError)
  })

  test('is reached by as many respondents as needed and by no fewer, whatever the base', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        (answered, hundredths) => {
          const needed = respondentsNeeded(answered, hundredths / 100)
          expect(reachesThreshold(needed, answered, hundredths / 100)).toBe(true)
          expect(reachesThreshold(needed - 1, answered, hundredths / 100)).toBe(false)
          expect(BigInt(needed) * 10_000n >= BigInt(hundredths) * BigInt(answered)).toBe(true)
        },
      ),
    )
  })
})
