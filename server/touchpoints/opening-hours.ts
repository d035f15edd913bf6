import { z } from 'zod'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const session = z.strictObject({ from: time, until: time })
const openingHours = z.partialRecord(z.enum(WEEKDAYS), z.array(session))

/** Times of the day, `HH:MM` in Asia/Ho_Chi_Minh, half-open. */
export type Session = z.infer<typeof session>
/** When a place receives people, by weekday; a weekday without sessions is closed. */
export type OpeningHours = z.infer<typeof openingHours>

/** What `touchpoint.opening_hours` holds. */
export function storedOpeningHours(json: string | null): OpeningHours | null {
  return json === null ? null : openingHours.parse(JSON.parse(json))
}

const SESSION = /^(\d{1,2})[:h](\d{2})?[-–](\d{1,2})[:h](\d{2})?$/

/** One day as people write it: `7h30-11h30, 13:30–17h`. Null when it cannot be read, or sessions overlap or run backwards. */
export function parseSessions(text: string): Session[] | null {
  if (text.trim() === '') return []
  const sessions: Session[] = []
  for (const part of text.toLowerCase().replaceAll(/\s/g, '').split(/[,;]/)) {
    const session = parseSession(part)
    if (!session || session.from >= session.until || (sessions.at(-1)?.until ?? '') > session.from)
      return null
    sessions.push(session)
  }
  return sessions
}

/** As it is shown and can be read again: `07:30–11:30, 13:30–17:00`. */
export function sessionsText(sessions: readonly Session[] | undefined): string {
  return (sessions ?? []).map(({ from, until }) => `${from}–${until}`).join(', ')
}

function parseSession(text: string): Session | null {
  const match = SESSION.exec(text)
  if (!match) return null
  const [, fromHour = '', fromMinute = '00', untilHour = '', untilMinute = '00'] = match
  const parsed = session.safeParse({
    from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
    until: `${untilHour.padStart(2, '0')}:${untilMinute}`,
  })
  return parsed.success ? parsed.data : null
}
