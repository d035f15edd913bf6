import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Refuses requests that no browser sends to this host: a foreign or doubled Host, a whole URL as path, NUL, TRACE. */
export function refuseOddRequests(publicUrl: URL): RequestHandler {
  return (request, response, next) => {
    if (!METHODS.has(request.method)) {
      response.set('Allow', [...METHODS].join(', '))
      throw new HttpError(405, 'method')
    }
    if (!request.url.startsWith('/')) throw new HttpError(400, 'malformed')
    // PostgreSQL knows no NUL in text and would fail on it, wherever it came from.
    if (request.url.includes('%00')) throw new HttpError(400, 'malformed')
    if (hostHeaders(request.rawHeaders) > 1) throw new HttpError(400, 'malformed')
    if (!isOurHost(request.headers.host)) throw new HttpError(421, 'wrong_host')
    next()
  }

  function isOurHost(host: string | undefined): boolean {
    if (host === undefined) return false
    return host === publicUrl.host || LOOPBACK.has(host.replace(/:\d+$/, ''))
  }
}

function hostHeaders(rawHeaders: readonly string[]): number {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === 'host') count++
  return count
}
