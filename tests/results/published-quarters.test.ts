import { describe, expect, it } from 'vitest'
import { publishedQuarters } from '../../server/results/published-quarters.ts'
import { periodKey } from '../../server/statistics/reporting-period.ts'

const published = (firstMonth: string | null, today: string): string[] =>
  publishedQuarters(firstMonth, today).map(({ quarter, counted, isComplete }) =>
    isComplete ? periodKey(quarter) : `${periodKey(quarter)} before ${counted.until}`,
  )

describe('Public quarters', () => {
  it('go back to the first rating, the latest first', () => {
    expect(published('2026-02', '2026-11-24')).toEqual([
      '2026-Q4 before 2026-11-01',
      '2026-Q3',
      '2026-Q2',
      '2026-Q1',
    ])
  })

  it('are complete once no answer can be added, eight days after they end', () => {
    expect(published('2026-07', '2026-10-08')).toEqual(['2026-Q3 before 2026-09-01'])
    expect(published('2026-07', '2026-10-09')).toEqual(['2026-Q3'])
  })

  it('begin to be counted when their first month is settled', () => {
    expect(published('2026-07', '2026-11-08')).toEqual(['2026-Q3'])
    expect(published('2026-07', '2026-11-09')).toEqual(['2026-Q4 before 2026-11-01', '2026-Q3'])
  })

  it('are none while nobody has rated, or only this month', () => {
    expect(published(null, '2026-11-24')).toEqual([])
    expect(published('2026-11', '2026-11-24')).toEqual([])
  })
})
