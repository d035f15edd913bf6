import { describe, expect, it } from 'vitest'
import { quartiles } from '../../server/statistics/quartiles.ts'

describe('Quartiles', () => {
  it.each([
    [[1, 2, 3, 4], { lower: 1.75, median: 2.5, upper: 3.25 }],
    [[7], { lower: 7, median: 7, upper: 7 }],
    [[10, 1, 5], { lower: 3, median: 5, upper: 7.5 }],
  ])('of %j are %j, as R computes them by default', (values, expected) => {
    expect(quartiles(values)).toEqual(expected)
  })

  it('are there for something only', () => {
    expect(() => quartiles([])).toThrow(RangeError)
  })
})
