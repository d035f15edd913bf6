import { describe, expect, it } from 'vitest'
import { hiddenPeriods } from '../../server/dashboard/hidden-periods.ts'
import { MINIMUM_CELL } from '../../server/statistics/suppression.ts'
import { tallyOf } from '../statistics/tallies.ts'

/** The answers of 2026 by month: January first. */
function hiddenOf(counts: readonly number[]): string[] {
  const monthly = new Map(
    counts.flatMap((count, at) =>
      count > 0 ? [[`2026-${String(at + 1).padStart(2, '0')}`, tallyOf(count, count)] as const] : [],
    ),
  )
  return [...hiddenPeriods(monthly, [2026], MINIMUM_CELL)].sort()
}

describe('Periods that are not shown of a selection (F61)', () => {
  it('are none where every month has many answers', () => {
    expect(hiddenOf([50, 60, 70, 80, 50, 60, 70, 80, 50, 60, 70, 80])).toEqual([])
  })

  it('are a small month and the next smallest of its quarter', () => {
    expect(hiddenOf([50, 5, 40, 80, 50, 60, 70, 80, 50, 60, 70, 80])).toEqual(['2026-02', '2026-03'])
  })

  it('are a small quarter, the other quarter of its half and all their months', () => {
    expect(hiddenOf([3, 0, 4, 80, 50, 60, 70, 80, 50, 60, 70, 80])).toEqual([
      '2026-01',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-Q1',
      '2026-Q2',
    ])
  })

  it('never include a month in which nobody answered', () => {
    expect(hiddenOf([0, 5, 40, 45])).not.toContain('2026-01')
  })
})
