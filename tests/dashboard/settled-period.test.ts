import { describe, expect, it } from 'vitest'
import { isSettled, settledUntil } from '../../server/dashboard/settled-period.ts'
import { parsePeriod } from '../../server/statistics/reporting-period.ts'

const settled = (key: string, today: string) =>
  isSettled(parsePeriod(key) as NonNullable<ReturnType<typeof parsePeriod>>, today)

describe('A period is settled', () => {
  it('on the ninth day of the next month, when an answer of its last day is too old to be believed', () => {
    expect(settled('2026-10', '2026-11-08')).toBe(false)
    expect(settled('2026-10', '2026-11-09')).toBe(true)
    expect(settled('2026-Q4', '2026-11-24')).toBe(false)
  })

  it('up to the same month for all', () => {
    expect(settledUntil('2026-11-08')).toBe('2026-10-01')
    expect(settledUntil('2026-11-09')).toBe('2026-11-01')
    expect(settledUntil('2026-01-05')).toBe('2025-12-01')
  })
})
