import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../secrets/derive-key.ts'

/** A session that nobody uses ends after 30 minutes. */
const IDLE_MS = 30 * 60_000
/** Every session ends after twelve hours, used or not. */
const LONGEST_MS = 12 * 60 * 60_000

/** A session lasts while it was used and began after these instants. */
export function activeSince(now: Date): { lastSeenAt: string; startedAt: string } {
  return { lastSeenAt: earlier(now, IDLE_MS), startedAt: earlier(now, LONGEST_MS) }
}

/** The instant so many milliseconds ago. */
export function earlier(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString()
}

/** 256 random bits. The browser has the token, the database its hash alone. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** A cookie that only this host may set, and only over https; on plain http browsers refuse such a name. */
export function sessionCookieName(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-session' : 'session'
}

export function sessionToken(cookies: string | undefined, name: string): string | undefined {
  const value = cookieValue(cookies, name)
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

export function cookieValue(cookies: string | undefined, name: string): string | undefined {
  const start = `${name}=`
  return cookies
    ?.split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(start))
    ?.slice(start.length)
}

/** What a form of this session carries: it follows from the session's token and gives nothing of it away. */
export function csrfToken(sessionSecret: string, token: string): string {
  return createHmac('sha256', deriveKey(sessionSecret, 'csrf')).update(token).digest('base64url')
}

export function isSameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
