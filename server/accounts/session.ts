import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** A session that nobody uses ends after this. */
export const IDLE_MINUTES = 30
/** Every session ends after this, used or not. */
export const LONGEST_HOURS = 12

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
  for (const cookie of cookies?.split(';') ?? []) {
    const [key, value] = cookie.trim().split('=', 2)
    if (key === name && value !== undefined && /^[\w-]{43}$/.test(value)) return value
  }
  return undefined
}

/** What a form of this session carries: it follows from the session's token and gives nothing of it away. */
export function csrfToken(sessionSecret: string, token: string): string {
  const key = Buffer.from(hkdfSync('sha256', sessionSecret, '', 'thuoc-do csrf', 32))
  return createHmac('sha256', key).update(token).digest('base64url')
}

export function isSameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
