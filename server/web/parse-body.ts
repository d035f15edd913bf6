import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const LIMIT = '16kb'
const MOST_PARAMETERS = 100
const MOST_DEPTH = 8

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Parses JSON and forms, and lets nothing through that would be stored otherwise than it was sent. */
export function parseBody(): RequestHandler[] {
  return [
    refuseOtherTypes,
    express.json({ limit: LIMIT, type: 'application/json', strict: true, verify: refuseUnsoundBytes }),
    express.urlencoded({
      limit: LIMIT,
      extended: false,
      parameterLimit: MOST_PARAMETERS,
      verify: refuseUnsoundBytes,
    }),
    refuseUnsoundText,
  ]
}

const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0
  if (hasBody && !request.is(['application/json', 'application/x-www-form-urlencoded'])) {
    throw new HttpError(415, 'unsupported_type')
  }
  next()
}

/** body-parser replaces broken UTF-8 silently; what is hashed must be what was sent. */
function refuseUnsoundBytes(
  request: Request | object,
  _response: unknown,
  body: Buffer,
  encoding: string,
): void {
  if (encoding && encoding !== 'utf-8') throw new HttpError(415, 'unsupported_charset')
  try {
    const text = utf8.decode(body)
    if (isForm(request)) decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    throw new HttpError(400, 'unsound_text', { cause })
  }
}

function isForm(request: Request | object): boolean {
  return 'is' in request && request.is('application/x-www-form-urlencoded') !== false
}

/** NUL and lone surrogates can be written in JSON, and no database gives them back as they were. */
const refuseUnsoundText: RequestHandler = (request, _response, next) => {
  if (request.body !== undefined && !isSound(request.body)) throw new HttpError(400, 'unsound_text')
  next()
}

function isSound(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (value === null || typeof value !== 'object') return true
  if (depth >= MOST_DEPTH) return false
  for (const [key, inner] of Object.entries(value)) {
    if (!isSound(key) || !isSound(inner, depth + 1)) return false
  }
  return true
}

/** What body-parser throws, in our words. */
export const nameBodyErrors: ErrorRequestHandler = (error, _request, _response, next) => {
  const codes: Record<string, [number, string]> = {
    'entity.too.large': [413, 'too_large'],
    'parameters.too.many': [413, 'too_large'],
    'entity.parse.failed': [400, 'malformed'],
    'encoding.unsupported': [415, 'unsupported_type'],
    'charset.unsupported': [415, 'unsupported_charset'],
    'request.aborted': [400, 'malformed'],
    'request.size.invalid': [400, 'malformed'],
  }
  const known = error instanceof HttpError ? undefined : codes[String(error?.type)]
  next(known ? new HttpError(known[0], known[1], { cause: error }) : error)
}
