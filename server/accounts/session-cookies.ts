import type { CookieOptions, Request, Response } from 'express'
import type { Config } from '../config.ts'
import { KNOWN_DAYS, newDevice } from './known-device.ts'
import { cookieValue, sessionCookieName, sessionToken } from './session.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export type SessionCookies = ReturnType<typeof sessionCookies>

/** What the browser of somebody who is signed in carries. */
export function sessionCookies(config: Config) {
  const secure = config.publicUrl.protocol === 'https:'
  const sessionName = sessionCookieName(config.publicUrl)
  const deviceName = secure ? '__Host-device' : 'device'
  const options: CookieOptions = { secure, httpOnly: true, sameSite: 'lax', path: '/' }
  return {
    token: (request: Request) => sessionToken(request.headers.cookie, sessionName),
    device: (request: Request) => cookieValue(request.headers.cookie, deviceName),
    give(response: Response, token: string, login: string): void {
      response.cookie(sessionName, token, options)
      response.cookie(deviceName, newDevice(config, login), { ...options, maxAge: KNOWN_DAYS * DAY_MS })
    },
    take(response: Response): void {
      response.clearCookie(sessionName, options)
    },
  }
}
