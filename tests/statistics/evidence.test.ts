import { describe, expect, test } from 'vitest'
import { binomialLowerTail, binomialUpperTail } from '../../server/statistics/binomial-tail.ts'
import { clopperPearsonLower, clopperPearsonUpper } from '../../server/statistics/clopper-pearson.ts'
import { type Evidence, evidence } from '../../server/statistics/evidence.ts'
import { known } from './known-answers.ts'

const relativeError = (value: number, truth: number) => Math.abs(value - truth) / truth

describe('A binomial tail', () => {
  test.each(known.upperTails)('P(X ≥ $atLeast) of $trials at $probability is $value', (row) => {
    const value = binomialUpperTail(row.atLeast, row.trials, row.probability)
    expect(relativeError(value, row.value)).toBeLessThan(1e-10)
  })

  test.each(known.lowerTails)('P(X ≤ $atMost) of $trials at $probability is $value', (row) => {
    expect(binomialLowerTail(row.atMost, row.trials, row.probability)).toBeCloseTo(row.value, 11)
  })

  test('above all and below all is 1, and both tails that meet add up to 1', () => {
    for (const trials of [0, 1, 7, 400, 100_000]) {
      expect(binomialUpperTail(0, trials, 0.85)).toBe(1)
      expect(binomialLowerTail(trials, trials, 0.85)).toBe(1)
    }
    for (let k = 1; k <= 400; k++)
      expect(binomialUpperTail(k, 400, 0.9) + binomialLowerTail(k - 1, 400, 0.9)).toBeCloseTo(1, 12)
  })

  test('at a probability of 0 or 1 is all or nothing', () => {
    expect(binomialUpperTail(5, 5, 1)).toBe(1)
    expect(binomialLowerTail(4, 5, 1)).toBe(0)
    expect(binomialUpperTail(1, 5, 0)).toBe(0)
    expect(binomialLowerTail(0, 5, 0)).toBe(1)
  })
})

describe('The evidence', () => {
  test.each(known.verdictCutoffs)(
    'of $answered answers against $threshold % is met from $metFrom and not met up to $notMetUpTo',
    ({ answered, threshold, metFrom, notMetUpTo }) => {
      const all = Array.from({ length: answered + 1 }, (_, satisfied) =>
        evidence(satisfied, answered, threshold),
      )
      const firstMet = all.indexOf('met')
      expect(firstMet === -1 ? null : firstMet).toBe(metFrom)
      expect(all.lastIndexOf('not_met')).toBe(notMetUpTo)
    },
  )

  test.each([85, 90, 95])(
    'against %d percent can be met from the known number of answers on',
    (threshold) => {
      const fewest = known.fewestAnswersThatCanBeMet[threshold] ?? Number.NaN
      expect(evidence(fewest, fewest, threshold)).toBe('met')
      expect(evidence(fewest - 1, fewest - 1, threshold)).toBe('undecided')
    },
  )

  test('of nobody is undecided, and a threshold of 100 % can be missed but never proved', () => {
    expect(evidence(0, 0, 85)).toBe('undecided')
    expect(evidence(100_000, 100_000, 100)).toBe('undecided')
    expect(evidence(99_999, 100_000, 100)).toBe('not_met')
  })

  test('of ten million answers is told within a respondent of where the shares differ', () => {
    // One standard deviation is 949 respondents: 1.645 of them above 9,000,000 is met.
    expect(evidence(9_001_600, 10_000_000, 90)).toBe('met')
    expect(evidence(9_001_500, 10_000_000, 90)).toBe('undecided')
    expect(evidence(8_998_400, 10_000_000, 90)).toBe('not_met')
    expect(evidence(8_998_500, 10_000_000, 90)).toBe('undecided')
  })

  test('refuses counts and thresholds that cannot be', () => {
    expect(() => evidence(6, 5, 85)).toThrow(RangeError)
    expect(() => evidence(4, 5, 0)).toThrow(RangeError)
    expect(() => evidence(4, 5, 850)).toThrow(RangeError)
  })

  test.each([85, 90, 95])(
    'against %d percent is the same by the binomial tail and by the beta quantile, for all k ≤ n ≤ 400',
    { timeout: 120_000 },
    (threshold) => {
      const differing: string[] = []
      for (let answered = 1; answered <= 400; answered++) {
        for (let satisfied = 0; satisfied <= answered; satisfied++) {
          const byQuantile = verdictByQuantile(satisfied, answered, threshold / 100)
          if (evidence(satisfied, answered, threshold) !== byQuantile)
            differing.push(`${satisfied}/${answered}`)
        }
      }
      expect(differing).toEqual([])
    },
  )
})

function verdictByQuantile(satisfied: number, answered: number, threshold: number): Evidence {
  if (clopperPearsonLower(satisfied, answered) >= threshold) return 'met'
  return clopperPearsonUpper(satisfied, answered) < threshold ? 'not_met' : 'undecided'
}
