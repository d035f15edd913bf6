import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another web site makes a visitor's browser send. Browsers say where a request comes from
 * (Sec-Fetch-Site, else Origin); programs that say neither are not browsers and carry nobody's session.
 */
export function refuseCrossSite(publicUrl: URL): RequestHandler {
  return (request, _response, next) => {
    if (SAFE.has(request.method)) return next()
    const site = request.headers['sec-fetch-site']
    const sameSite = site === undefined || site === 'same-origin' || site === 'none'
    if (!sameSite || !isOwnOrigin(request.headers.origin, request.headers.host))
      throw new HttpError(403, 'cross_site')
    next()
  }

  function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || origin === publicUrl.origin) return true
    return URL.canParse(origin) && new URL(origin).host === host
  }
}
