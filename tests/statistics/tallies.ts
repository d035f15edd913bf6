import fc from 'fast-check'
import { emptyTally, type Tally } from '../../server/statistics/tally.ts'

/** A tally with that many satisfied (rated 5) of that many who answered (the others rated 3). */
export function tallyOf(satisfied: number, answered: number): Tally {
  return { ...emptyTally(), r3: answered - satisfied, r5: satisfied }
}

const count = fc.nat({ max: 100_000 })

export const anyTally: fc.Arbitrary<Tally> = fc.record({
  r1: count,
  r2: count,
  r3: count,
  r4: count,
  r5: count,
  noOpinion: count,
})

/** k of n with 0 ≤ k ≤ n and n ≥ 1. */
export const anyProportion = fc
  .integer({ min: 1, max: 2000 })
  .chain((answered) => fc.record({ satisfied: fc.nat({ max: answered }), answered: fc.constant(answered) }))
