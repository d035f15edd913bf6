import { createHmac } from 'node:crypto'
import type { Config } from '../config.ts'
import { deriveKey } from '../secrets/derive-key.ts'
import { isSameSecret, newToken } from './session.ts'

/** How long a browser stays known that its owner signed in with. */
export const KNOWN_DAYS = 180

/**
 * A browser in which somebody signed in before has a cookie that says so (OWASP's «device cookies»). Its tries are
 * counted apart, so strangers who guess at an account cannot keep its owner out.
 */
export function newDevice(config: Config, login: string): string {
  const id = newToken()
  return `${id}.${mark(config, login, id)}`
}

/** The device's id, where the cookie was made for this login. */
export function knownDevice(config: Config, login: string, cookie: string | undefined): string | null {
  const [id, given] = cookie?.split('.', 2) ?? []
  return id !== undefined && isSameSecret(given, mark(config, login, id)) ? id : null
}

function mark({ sessionSecret }: Config, login: string, id: string): string {
  return createHmac('sha256', deriveKey(sessionSecret, 'known device'))
    .update(`${login} ${id}`)
    .digest('base64url')
}

/** What tries to sign in with a login are counted for: a browser that its owner used before, or the login. */
export function triesOf(config: Config, login: string, cookie: string | undefined): string {
  const known = knownDevice(config, login, cookie)
  return known === null ? `login:${login}` : `device:${known}`
}
