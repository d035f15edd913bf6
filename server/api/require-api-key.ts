import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Db } from '../../db/schema.ts'
import type { Clock } from '../clock.ts'
import { HttpError } from '../web/http-error.ts'
import { findValidKey, type ValidApiKey } from './api-key.queries.ts'
import { bearerKey } from './api-key.ts'

const REQUESTS_PER_MINUTE = 120
const WRONG_PER_MINUTE = 30
const MINUTE_MS = 60_000

/** Whoever asks below `/api` is a program: it gets failures as JSON, whatever it says it accepts. */
export const answerInJson: RequestHandler = (request, _response, next) => {
  request.headers.accept = 'application/json'
  next()
}

/** Lets nobody through without a valid key; wrong ones are slowed down by address, right ones have a limit of their own. */
export function requireApiKey({ db, clock }: { db: Db; clock: Clock }): RequestHandler[] {
  return [
    find,
    limit(WRONG_PER_MINUTE, isWrong, sender),
    refuseWrong,
    limit(REQUESTS_PER_MINUTE, () => true, keyId),
  ]

  async function find(request: Request, response: Response, next: () => void): Promise<void> {
    const key = bearerKey(request.get('Authorization'))
    response.locals['apiKey'] = key === undefined ? undefined : await findValidKey(db, key, clock())
    next()
  }
}

/** The key of a request that came through. */
export function apiKeyOf(response: Response): ValidApiKey {
  return response.locals['apiKey']
}

function isWrong(response: Response): boolean {
  return response.locals['apiKey'] === undefined
}

const refuseWrong: RequestHandler = (_request, response, next) => {
  if (isWrong(response)) {
    response.set('WWW-Authenticate', 'Bearer')
    throw new HttpError(401, 'no_api_key')
  }
  next()
}

function limit(
  most: number,
  applies: (response: Response) => boolean,
  keyGenerator: (request: Request, response: Response) => string,
): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: most,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    keyGenerator,
    skip: (_request, response) => !applies(response),
    handler: (_request, _response, next) =>
      next(new HttpError(429, 'too_many_requests', { retryAfterSeconds: 60 })),
  })
}

function sender(request: Request): string {
  return request.ip ?? ''
}

function keyId(_request: Request, response: Response): string {
  return apiKeyOf(response).id
}
