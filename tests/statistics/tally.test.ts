import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMULA, satisfactionShare } from '../../server/statistics/satisfaction-share.ts'
import { addTallies, answered, emptyTally, satisfied, sumTallies } from '../../server/statistics/tally.ts'
import { anyTally, tallyOf } from './tallies.ts'

describe('A tally', () => {
  test('counts ratings 1 to 5 as answers and leaves «no opinion» out', () => {
    expect(answered({ r1: 1, r2: 2, r3: 4, r4: 8, r5: 16, noOpinion: 32 })).toBe(31)
  })

  test('counts 4 and 5 as satisfied, and 3 not', () => {
    expect(satisfied({ r1: 1, r2: 2, r3: 4, r4: 8, r5: 16, noOpinion: 32 })).toBe(24)
  })

  test('of two units together is the sum of each count, and neither is changed', () => {
    const first = { r1: 1, r2: 2, r3: 3, r4: 4, r5: 5, noOpinion: 6 }
    const second = { r1: 10, r2: 20, r3: 30, r4: 40, r5: 50, noOpinion: 60 }
    expect(addTallies(first, second)).toEqual({ r1: 11, r2: 22, r3: 33, r4: 44, r5: 55, noOpinion: 66 })
    expect(first.r1).toBe(1)
    expect(second.r1).toBe(10)
  })

  test('of no units is empty', () => {
    expect(sumTallies([])).toEqual(emptyTally())
    expect(answered(emptyTally())).toBe(0)
  })

  test('of many units does not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(anyTally), (tallies) => {
        expect(sumTallies(tallies)).toEqual(sumTallies(tallies.toReversed()))
        expect(answered(sumTallies(tallies))).toBe(tallies.reduce((sum, tally) => sum + answered(tally), 0))
      }),
    )
  })
})

describe('The satisfaction share', () => {
  test('is satisfied ÷ answered: 850 of 1,000 is 0.85', () => {
    expect(satisfactionShare(tallyOf(850, 1000))).toBe(0.85)
  })

  test('of nobody, or of «no opinion» only, is null and not 0', () => {
    expect(satisfactionShare(emptyTally())).toBeNull()
    expect(satisfactionShare({ ...emptyTally(), noOpinion: 12 })).toBeNull()
    expect(satisfactionShare({ ...emptyTally(), r1: 12 })).toBe(0)
  })

  test('goes by the name that reports print in their footer', () => {
    expect(FORMULA).toEqual({ id: 'hl_45_ty_le', version: 1 })
  })
})
