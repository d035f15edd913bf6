import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeBetween as changeUnder } from '../../server/statistics/change.ts'
import {
  figureOf as figureUnder,
  judge as judgeFrom,
  type MeasuredFigure,
} from '../../server/statistics/figure.ts'
import { isPreciseEnough } from '../../server/statistics/precision.ts'
import { MINIMUM_CELL } from '../../server/statistics/suppression.ts'
import { emptyTally, type Tally } from '../../server/statistics/tally.ts'
import { anyTally, tallyOf } from './tallies.ts'

const figureOf = (tally: Tally) => figureUnder(tally, MINIMUM_CELL)
const changeBetween = (before: Tally, now: Tally) => changeUnder(before, now, MINIMUM_CELL)
const judge = (figure: MeasuredFigure, percent: number) => judgeFrom(figure, percent, { isBelowFloor: false })

function measured(satisfied: number, answered: number): MeasuredFigure {
  const figure = figureOf(tallyOf(satisfied, answered))
  if (figure.state !== 'measured') throw new Error(figure.state)
  return figure
}

describe('A figure', () => {
  test('is hidden below the number that the province has chosen, and shown from there on', () => {
    expect(figureUnder(tallyOf(24, 24), 25)).toEqual({ state: 'suppressed' })
    expect(figureUnder(tallyOf(24, 25), 25)).toMatchObject({ state: 'measured', answered: 25 })
    expect(changeUnder(tallyOf(24, 24), tallyOf(24, 25), 25)).toBeNull()
    expect(changeUnder(tallyOf(25, 25), tallyOf(24, 25), 25)).not.toBeNull()
  })

  test('from too few of those who were served is not judged, however clear it is', () => {
    const clear = measured(1000, 1000)
    expect(judgeFrom(clear, 85, { isBelowFloor: false })).toEqual({
      reaches: true,
      needed: 850,
      evidence: 'met',
    })
    expect(judgeFrom(clear, 85, { isBelowFloor: true })).toEqual({
      reaches: true,
      needed: 850,
      evidence: 'not_assessable',
    })
  })

  test('of nobody, and of people who had no opinion, says that nobody answered', () => {
    expect(figureOf(emptyTally())).toEqual({ state: 'no_responses' })
    expect(figureOf({ ...emptyTally(), noOpinion: 500 })).toEqual({ state: 'no_responses' })
  })

  test('of 1 to 9 answers is suppressed and carries no number at all; of 10 it is shown', () => {
    for (let answered = 1; answered <= 9; answered++)
      expect(figureOf({ ...tallyOf(answered, answered), noOpinion: 40 })).toEqual({ state: 'suppressed' })
    expect(measured(10, 10).answered).toBe(10)
  })

  test('of 850 satisfied among 1,000 carries its base, its interval and its formula', () => {
    const figure = figureOf({ r1: 20, r2: 30, r3: 100, r4: 350, r5: 500, noOpinion: 7 })
    expect(figure).toEqual({
      state: 'measured',
      satisfied: 850,
      answered: 1000,
      noOpinion: 7,
      share: 0.85,
      interval: { lower: expect.closeTo(0.8265313, 7), upper: expect.closeTo(0.8707899, 7) },
      formula: { id: 'hl_45_ty_le', version: 1 },
    })
  })

  test('of everybody satisfied is not certain: 30 of 30 is at least 88.6 %', () => {
    expect(measured(30, 30).interval).toEqual({ lower: expect.closeTo(0.8864866, 7), upper: 1 })
  })

  test('of counts that cannot be is refused, not printed', () => {
    expect(() => figureOf({ ...emptyTally(), r1: -3, r5: 12 })).toThrow(RangeError)
    expect(() => figureOf({ ...emptyTally(), r5: Number.NaN })).toThrow(RangeError)
    expect(() => figureOf({ ...emptyTally(), r1: -20 })).toThrow(RangeError)
  })

  test('has only finite numbers, whatever the tally and the threshold', () => {
    fc.assert(
      fc.property(anyTally, fc.constantFrom(0.01, 50, 85, 90, 95, 99.99, 100), (tally, threshold) => {
        const figure = figureOf(tally)
        if (figure.state !== 'measured') return
        const { needed } = judge(figure, threshold)
        const numbers = [figure.share, figure.interval.lower, figure.interval.upper, needed]
        expect(numbers.every(Number.isFinite)).toBe(true)
      }),
    )
  })
})

describe('A judgement', () => {
  test('tells the measured share and the evidence apart: 88 of 100 reach 85 % and prove nothing', () => {
    expect(judge(measured(88, 100), 85)).toEqual({ reaches: true, needed: 85, evidence: 'undecided' })
    expect(judge(measured(92, 100), 85)).toEqual({ reaches: true, needed: 85, evidence: 'met' })
    expect(judge(measured(79, 100), 85)).toEqual({ reaches: false, needed: 85, evidence: 'undecided' })
    expect(judge(measured(78, 100), 85)).toEqual({ reaches: false, needed: 85, evidence: 'not_met' })
  })

  test('withholds the evidence below 30 answers, even where all are satisfied', () => {
    expect(judge(measured(29, 29), 85)).toEqual({ reaches: true, needed: 25, evidence: 'insufficient' })
    expect(judge(measured(30, 30), 85)).toEqual({ reaches: true, needed: 26, evidence: 'met' })
  })

  test('counts whole respondents: 1,799 of 2,000 print 90.0 % and are one short of 90 %', () => {
    expect(judge(measured(1799, 2000), 90)).toMatchObject({ reaches: false, needed: 1800 })
  })
})

describe('A share is precise enough to be judged', () => {
  // Clopper–Pearson widths by scipy.
  test('when its interval is narrower than 0.30: 20 of 40 (0.3240) is not, 30 of 50 (0.2841) is', () => {
    expect(isPreciseEnough(20, 40)).toBe(false)
    expect(isPreciseEnough(30, 50)).toBe(true)
  })

  test('however far it is from the threshold: 2 of 40 are plainly below 85 %', () => {
    expect(isPreciseEnough(2, 40)).toBe(true)
    expect(judge(measured(2, 40), 85)).toEqual({ reaches: false, needed: 34, evidence: 'not_met' })
  })
})

describe('A change between two periods', () => {
  test('is in percentage points, now less before, with an interval around it', () => {
    expect(changeBetween(tallyOf(48, 80), tallyOf(56, 70))).toEqual({
      points: expect.closeTo(20, 10),
      interval: { lower: expect.closeTo(5.24, 2), upper: expect.closeTo(33.39, 2) },
      clear: true,
    })
    expect(changeBetween(tallyOf(56, 70), tallyOf(48, 80))).toMatchObject({
      points: expect.closeTo(-20, 10),
      clear: true,
    })
  })

  test('is not clear where its interval holds 0: 85 of 100 after 82 of 100', () => {
    expect(changeBetween(tallyOf(82, 100), tallyOf(85, 100))).toMatchObject({ clear: false })
  })

  test('is not told where either period has fewer than 10 answers', () => {
    expect(changeBetween(tallyOf(9, 9), tallyOf(85, 100))).toBeNull()
    expect(changeBetween(tallyOf(85, 100), tallyOf(9, 9))).toBeNull()
    expect(changeBetween(emptyTally(), emptyTally())).toBeNull()
    expect(changeBetween(tallyOf(10, 10), tallyOf(10, 10))).toMatchObject({ points: 0, clear: false })
  })
})
