import { describe, expect, it } from 'vitest'
import { cutoffsOf } from '../../server/retention/cutoffs.ts'

const kept = { keepCommentsMonths: 12, keepDossiersMonths: 24, keepDeviceEventsMonths: null } as const

describe('What has been kept long enough', () => {
  it('is what is older than that many whole months; what is kept for good never is', () => {
    expect(cutoffsOf(kept, '2026-11-24')).toEqual({
      comments: '2025-11-01',
      dossiers: '2024-11-01',
      deviceEvents: null,
    })
  })

  it('changes on a month’s first day', () => {
    expect(cutoffsOf(kept, '2026-11-30').comments).toBe('2025-11-01')
    expect(cutoffsOf(kept, '2026-12-01').comments).toBe('2025-12-01')
    expect(cutoffsOf(kept, '2027-01-01').comments).toBe('2026-01-01')
  })
})
