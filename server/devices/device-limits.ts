import type { RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { HttpError } from '../web/http-error.ts'
import { deviceOf } from './known-device.ts'

const RETRY_AFTER_SECONDS = 10

const COMMON = {
  windowMs: 60_000,
  standardHeaders: false,
  legacyHeaders: false,
  validate: false,
  handler: () => {
    throw new HttpError(429, 'too_many', { retryAfterSeconds: RETRY_AFTER_SECONDS })
  },
} as const

/** Batches of one device a minute: 12,000 responses, so that a backlog of days goes through in seconds. */
export const BATCHES_PER_MINUTE = 120
export const HEARTBEATS_PER_MINUTE = 30
/** Wrong codes a minute, from everywhere together: whoever guesses gains nothing by many addresses. */
export const WRONG_CODES_PER_MINUTE = 30

/** Requests of one device, known by then: strangers cannot fill the memory. */
export function limitPerDevice(limit: number): RequestHandler {
  return rateLimit({
    ...COMMON,
    limit,
    keyGenerator: (_request, response) => deviceOf(response as Response).id,
  })
}

export function limitWrongCodes(): RequestHandler {
  return rateLimit({
    ...COMMON,
    limit: WRONG_CODES_PER_MINUTE,
    skipSuccessfulRequests: true,
    keyGenerator: () => 'all',
  })
}
