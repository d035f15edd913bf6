import { isUtf8 } from 'node:buffer'
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const MOST_BYTES = 16 * 1024
const MOST_PARAMETERS = 100
const MOST_DEPTH = 8

/** Parses JSON and forms, and lets nothing through that would be stored otherwise than it was sent. `bodyKind` says which it was. */
export function parseBody(limit = MOST_BYTES): RequestHandler[] {
  const any = () => true
  const json = express.json({ limit, type: any, strict: true, verify: refuseUnsoundBytes })
  const form = express.urlencoded({
    limit,
    type: any,
    extended: false,
    parameterLimit: MOST_PARAMETERS,
    verify: refuseUnsoundForm,
  })
  return [
    (request, response, next) => {
      // A form with a file was taken before (receive-upload.ts).
      if (request.body !== undefined) return next()
      const kind = bodyKind(request)
      response.locals['bodyKind'] = kind
      if (kind === 'json') json(request, response, next)
      else if (kind === 'form') form(request, response, next)
      else next()
    },
    refuseUnsoundText,
  ]
}

function bodyKind({ headers }: Request): 'json' | 'form' | undefined {
  if (headers['transfer-encoding'] === undefined && !(Number(headers['content-length']) > 0)) return undefined
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/json') return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  throw new HttpError(415, 'unsupported_type')
}

/** body-parser replaces broken UTF-8 silently; what is hashed must be what was sent. */
function refuseUnsoundBytes(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding && encoding !== 'utf-8') throw new HttpError(415, 'unsupported_charset')
  if (!isUtf8(body)) throw new HttpError(400, 'unsound_text')
}

function refuseUnsoundForm(request: unknown, response: unknown, body: Buffer, encoding: string): void {
  refuseUnsoundBytes(request, response, body, encoding)
  try {
    decodeURIComponent(body.toString().replaceAll('+', ' '))
  } catch (cause) {
    throw new HttpError(400, 'unsound_text', { cause })
  }
}

/** NUL and lone surrogates can be written in JSON, and no database gives them back as they were. */
const refuseUnsoundText: RequestHandler = (request, _response, next) => {
  if (request.body !== undefined && !isSound(request.body)) throw new HttpError(400, 'unsound_text')
  next()
}

/** Whether a value holds only text that can be stored as it is. */
export function isSound(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (value === null || typeof value !== 'object') return true
  if (depth >= MOST_DEPTH) return false
  for (const key in value) {
    if (!isSound(key) || !isSound((value as Record<string, unknown>)[key], depth + 1)) return false
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
