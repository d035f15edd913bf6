import { describe, expect, it } from 'vitest'
import { enteredDate } from '../../server/invitations/entered-date.ts'

describe('A day in a list of dossiers', () => {
  it.each([
    ['05/11/2026', '2026-11-05'],
    ['5/1/2026', '2026-01-05'],
    ['5-11-2026', '2026-11-05'],
    ['05.11.2026', '2026-11-05'],
    ['05/11/2026 14:30:05', '2026-11-05'],
    ['2026-11-05', '2026-11-05'],
    ['2026-11-05T23:59:59Z', '2026-11-05'],
    ['2026-11-05 08:00', '2026-11-05'],
    ['29/02/2024', '2024-02-29'],
  ])('is read from %s', (text, day) => expect(enteredDate(text, { serials: false })).toBe(day))

  it.each([
    '',
    '29/02/2026',
    '31/11/2026',
    '11/25/2026',
    '2026-13-01',
    '05/11/26',
    '1/1/1999',
    '46310',
    'hôm nay',
  ])('is not %j', (text) => expect(enteredDate(text, { serials: false })).toBeUndefined())

  it('is a serial number in a spreadsheet alone', () => {
    expect(enteredDate('46310', { serials: true })).toBe('2026-10-15')
    expect(enteredDate('45658.75', { serials: true })).toBe('2025-01-01')
    expect(enteredDate('12345', { serials: true })).toBeUndefined()
  })
})
