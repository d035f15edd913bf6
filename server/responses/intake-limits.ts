import type { Request, RequestHandler, Response } from 'express'
import { type Options, rateLimit } from 'express-rate-limit'
import { IntakeBusy } from './intake.ts'

const QUIET = { standardHeaders: false, legacyHeaders: false, validate: false } as const

/** Ratings in all, per second: past it the sender keeps its response and comes again. */
export function limitTotal(limit: number): RequestHandler {
  return rateLimit({
    ...QUIET,
    windowMs: 1000,
    limit,
    keyGenerator: () => 'all',
    handler: (_request, _response, next) =>
      next(new IntakeBusy('intake_full', new Error('LIMIT_TOTAL_PER_SECOND is reached'))),
  })
}

/** Ratings of one touchpoint, per minute. Never by address: a whole counter sits behind one. */
export function limitPerTouchpoint(
  limit: number,
  touchpointCode: (response: Response) => string,
  refuse: (request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return rateLimit({
    ...QUIET,
    windowMs: 60_000,
    limit,
    keyGenerator: (_request, response) => touchpointCode(response),
    handler: async (request, response, next) => {
      response.set('Retry-After', String(secondsUntilReset(request)))
      await refuse(request, response).catch(next)
    },
  })
}

type Limited = Request & { rateLimit?: { resetTime?: Date } }

function secondsUntilReset(request: Parameters<Options['handler']>[0]): number {
  const until = (request as Limited).rateLimit?.resetTime?.getTime() ?? 0
  return Math.max(1, Math.ceil((until - Date.now()) / 1000))
}
