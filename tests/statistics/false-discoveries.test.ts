import { describe, expect, it } from 'vitest'
import { adjustedForMany } from '../../server/statistics/false-discoveries.ts'

describe('p-values that are many', () => {
  it('are adjusted as Benjamini and Hochberg did with their fifteen', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ]
    const known = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182,
      0.714875, 0.75323077, 0.81321429, 1,
    ]
    for (const [at, value] of adjustedForMany(p).entries()) expect(value).toBeCloseTo(known[at] ?? 0, 7)
  })

  it('keep their order, whichever that is', () => {
    expect(adjustedForMany([0.01, 0.02, 0.03, 0.04, 0.005]).map((p) => Number(p.toFixed(6)))).toEqual([
      0.025, 0.033333, 0.0375, 0.04, 0.025,
    ])
    expect(adjustedForMany([])).toEqual([])
  })
})
