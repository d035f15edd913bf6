import { describe, expect, test } from 'vitest'
import { type Target, targetAt, targetProblems } from '../../server/statistics/target.ts'

const until2025: Target = { value: 85, validFrom: '2022-11-04', validUntil: '2026-01-01', year: 2025 }
const after: Target = { value: 90, validFrom: '2026-01-01', validUntil: '2031-01-01', year: 2030 }

describe('A target', () => {
  test('is in force from its first day and no longer on the day after its last', () => {
    expect(targetAt([until2025, after], '2022-11-04')).toBe(until2025)
    expect(targetAt([until2025, after], '2025-12-31')).toBe(until2025)
    expect(targetAt([until2025, after], '2026-01-01')).toBe(after)
    expect(targetAt([until2025, after], '2030-12-31')).toBe(after)
  })

  test('is not in force before or after, which is not a target of 0', () => {
    expect(targetAt([until2025, after], '2022-11-03')).toBeNull()
    expect(targetAt([until2025, after], '2031-01-01')).toBeNull()
    expect(targetAt([], '2026-01-01')).toBeNull()
  })
})

describe('The targets of an indicator', () => {
  test('are right when one follows another, in any order, and when there are none', () => {
    expect(targetProblems([until2025, after])).toEqual([])
    expect(targetProblems([after, until2025])).toEqual([])
    expect(targetProblems([])).toEqual([])
  })

  test('are refused when two are in force on one day', () => {
    expect(targetProblems([until2025, { ...after, validFrom: '2025-12-31' }])).toEqual([
      'target 2030: overlaps the one before it from 2025-12-31 until 2026-01-01',
    ])
    expect(targetProblems([after, { ...after }])).toHaveLength(1)
  })

  test('are refused when one is hidden inside a longer one, and what follows the longer one is no gap', () => {
    const inside = { ...after, validFrom: '2023-01-01', validUntil: '2023-06-01' }
    expect(targetProblems([until2025, inside, after])).toHaveLength(1)
  })

  test('are refused when a day between them has none', () => {
    expect(targetProblems([{ ...until2025, validUntil: '2025-12-31' }, after])).toEqual([
      'target 2030: no target is in force from 2025-12-31 until 2026-01-01',
    ])
  })

  test('are refused with dates that do not exist or run backwards, and with values that are no percentage', () => {
    expect(targetProblems([{ ...after, validFrom: '2026-02-30' }])).toEqual([
      'target 2030: 2026-02-30 is not a date (YYYY-MM-DD)',
    ])
    expect(targetProblems([{ ...after, validUntil: after.validFrom }])).toHaveLength(1)
    expect(targetProblems([{ ...after, value: 900 }])).toHaveLength(1)
    expect(targetProblems([{ ...after, value: Number.NaN }])).toHaveLength(1)
  })
})
