import { describe, expect, it } from 'vitest'
import { perHundred } from '../../server/results/per-hundred.ts'
import { figureOf, type MeasuredFigure } from '../../server/statistics/figure.ts'
import { MINIMUM_CELL } from '../../server/statistics/suppression.ts'
import { tallyOf } from '../statistics/tallies.ts'

const of = (satisfied: number, answered: number) =>
  figureOf(tallyOf(satisfied, answered), MINIMUM_CELL) as MeasuredFigure

describe('«Of every 100 people …»', () => {
  it.each([
    [870, 1000, 90, 87],
    [875, 1000, 90, 88],
    [900, 1000, 90, 90],
    [899, 1000, 90, 89],
    [8996, 10_000, 90, 89],
    [8996, 10_000, null, 90],
    [999, 1000, null, 99],
    [1000, 1000, 90, 100],
    [1, 1000, 90, 1],
    [0, 1000, 90, 0],
  ])('says of %i of %i, with %s promised, %i', (satisfied, answered, promised, number) => {
    expect(perHundred(of(satisfied, answered), promised)).toBe(number)
  })
})
