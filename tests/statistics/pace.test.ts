import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOfAtLeast, paceOf } from '../../server/statistics/pace.ts'

const chance = (mean: number, dispersion = 1) => ({ mean, dispersion })

describe('The chance of so many events or more', () => {
  it.each([
    // Twenty an hour, six within a minute; and thirty where there are twelve (../shared statistics, stuffing detectors).
    [6, 20 / 60, 1.433e-6, 3],
    [30, 12, 8.87e-6, 2],
    // P(X ≥ 1) = 1 − e^−λ
    [1, 2, 1 - Math.exp(-2), 12],
    [1, 1e-9, -Math.expm1(-1e-9), 12],
  ])('is that of Poisson where chance alone rules: %i of %d', (atLeast, mean, expected, digits) => {
    const found = chanceOfAtLeast(atLeast, chance(mean))
    expect(found.toPrecision(digits)).toBe(expected.toPrecision(digits))
  })

  it('is that of the geometric distribution, (m ÷ (1 + m))^k, where the variance is m (1 + m)', () => {
    for (const [mean, atLeast] of [
      [4, 10],
      [0.5, 25],
      [30, 3],
      [12, 400],
    ] as const) {
      const expected = (mean / (1 + mean)) ** atLeast
      expect(chanceOfAtLeast(atLeast, chance(mean, 1 + mean)) / expected).toBeCloseTo(1, 10)
    }
  })

  it('falls with the number, lies between 0 and 1, and makes up the mean', () => {
    const paces = fc.record({
      mean: fc.double({ min: 0.01, max: 200, noNaN: true }),
      dispersion: fc.double({ min: 1, max: 6, noNaN: true }),
    })
    fc.assert(
      fc.property(paces, (pace) => {
        let before = 1
        let mean = 0
        for (let k = 1; k < 3000 && before > 1e-14; k++) {
          const now = chanceOfAtLeast(k, pace)
          if (now > before || now < 0) return false
          mean += now
          before = now
        }
        return Math.abs(mean / pace.mean - 1) < 1e-9
      }),
      { numRuns: 60 },
    )
  })

  it('is certain for none, and none where nothing ever happens', () => {
    expect(chanceOfAtLeast(0, chance(3))).toBe(1)
    expect(chanceOfAtLeast(10, chance(0))).toBe(0)
  })
})

describe('The pace of earlier counts', () => {
  it('is their mean, and how much more than chance they vary', () => {
    expect(paceOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, dispersion: 1 })
    expect(paceOf([0, 20])).toEqual({ mean: 10, dispersion: 20 })
    expect(paceOf([0, 0, 0])).toEqual({ mean: 0, dispersion: 1 })
  })
})
