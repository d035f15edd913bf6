import { describe, expect, it } from 'vitest'
import { settingsFrom } from '../../server/settings/settings.queries.ts'
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts'

const stored = (changes: object) => settingsFrom(JSON.stringify({ ...DEFAULT_SETTINGS, ...changes }))

describe('Settings that somebody wrote into the database itself', () => {
  it.each([1, 9, 0, -5, 'x', null])('never show a figure of fewer than ten: %s', (minimumCell) => {
    expect(stored({ minimumCell }).minimumCell).toBe(10)
  })

  it('may ask for more than ten, as the form may', () => {
    expect(stored({ minimumCell: 30 }).minimumCell).toBe(30)
  })

  it.each([0, 1, -12, '12'])('never delete what the form would have kept: %s months', (months) => {
    const settings = stored({
      keepCommentsMonths: months,
      keepDossiersMonths: months,
      keepDeviceEventsMonths: months,
    })
    expect([
      settings.keepCommentsMonths,
      settings.keepDossiersMonths,
      settings.keepDeviceEventsMonths,
    ]).toEqual([null, null, null])
  })
})
