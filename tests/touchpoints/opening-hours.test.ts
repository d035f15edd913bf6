import { describe, expect, it } from 'vitest'
import { parseSessions, sessionsText } from '../../server/touchpoints/opening-hours.ts'

describe('The opening hours of a day', () => {
  it.each([
    ['07:30–11:30, 13:30–17:00', '07:30–11:30, 13:30–17:00'],
    ['7h30-11h30; 13h30 - 17h', '07:30–11:30, 13:30–17:00'],
    ['7:00-19:00', '07:00–19:00'],
    ['', ''],
    ['  ', ''],
  ])('«%s» are read as «%s»', (typed, shown) => {
    const sessions = parseSessions(typed)
    expect(sessions).not.toBeNull()
    expect(sessionsText(sessions ?? undefined)).toBe(shown)
  })

  it.each([
    ['24:00-25:00', 'an hour that does not exist'],
    ['11:30-07:30', 'an end before the beginning'],
    ['07:30-07:30', 'no time at all'],
    ['13:30-17:00, 07:30-11:30', 'the later session first'],
    ['07:30-12:00, 11:30-17:00', 'sessions that overlap'],
    ['sáng', 'words'],
    ['07:30', 'no end'],
    ['07:30-11:30,', 'a session that is missing'],
  ])('«%s» are not taken: %s', (typed) => {
    expect(parseSessions(typed)).toBeNull()
  })
})
