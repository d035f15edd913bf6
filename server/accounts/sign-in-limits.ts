import type { Request, RequestHandler, Response } from 'express'
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit'
import type { Config } from '../config.ts'
import { enteredValues } from '../web/parse-form.ts'
import { knownDevice } from './known-device.ts'

const WINDOW_MS = 15 * 60 * 1000
const MOST_IN_ALL = 600
/** A whole office sits behind one address. */
const MOST_PER_ADDRESS = 30

const QUIET = { standardHeaders: false, legacyHeaders: false, validate: false } as const

/**
 * Failed sign-ins in all and per address (IPv6: per /64), against guessing one password at many accounts. A browser in
 * which the account's owner signed in before passes.
 */
export function limitSignIns(
  config: Config,
  deviceOf: (request: Request) => string | undefined,
  refuse: (request: Request, response: Response, seconds: number) => void,
): RequestHandler[] {
  const limit = (most: number, keyOf: (request: Request) => string) =>
    rateLimit({
      ...QUIET,
      windowMs: WINDOW_MS,
      limit: most,
      skip: (request) => isKnown(request),
      skipSuccessfulRequests: true,
      keyGenerator: keyOf,
      handler: (request, response) => refuse(request, response, secondsUntilReset(request)),
    })
  // What one address is refused does not count in all: nobody alone can use that up.
  return [
    limit(MOST_PER_ADDRESS, (request) => ipKeyGenerator(request.ip ?? '', 64)),
    limit(MOST_IN_ALL, () => 'all'),
  ]

  function isKnown(request: Request): boolean {
    const { login = '' } = enteredValues(request.body)
    return knownDevice(config, login.trim().toLowerCase(), deviceOf(request)) !== null
  }
}

type Limited = Request & { rateLimit?: { resetTime?: Date } }

function secondsUntilReset(request: Parameters<Options['handler']>[0]): number {
  const until = (request as Limited).rateLimit?.resetTime?.getTime() ?? 0
  return Math.max(1, Math.ceil((until - Date.now()) / 1000))
}
