import busboy from 'busboy'
import type { Request, RequestHandler, Response } from 'express'
import { HttpError } from './http-error.ts'

const LIMITS = { fields: 20, fieldNameSize: 100, fieldSize: 2000, files: 1, headerPairs: 20 } as const

/** A file that is on its way: nobody has read it yet. */
export interface Upload {
  /** As the sender calls it. */
  name: string
  bytes: AsyncIterable<Uint8Array>
}

/**
 * Takes a form with a file: its fields, as far as they stand before the file, become the body. The file itself waits
 * until a handler reads it, which is after its sender was authorised.
 */
export function receiveUpload(): RequestHandler {
  return (request, response, next) => {
    if (!/^multipart\/form-data\s*;/i.test(request.get('Content-Type') ?? '')) return next()
    // Whoever is refused may send on for long: the connection ends with the answer.
    response.set('Connection', 'close')
    const fields = new Map<string, string>()
    let isHandedOn = false
    const handOn = (upload: Upload | null, error?: unknown): void => {
      if (isHandedOn) return
      isHandedOn = true
      request.body = Object.fromEntries(fields)
      response.locals['bodyKind'] = 'form'
      response.locals['upload'] = upload
      next(error && new HttpError(400, 'malformed', { cause: error }))
    }
    const parser = parserFor(request)
    parser.on('field', (name, value) => fields.set(name, value))
    parser.once('file', (_name, bytes, { filename }) =>
      handOn({ name: filename ?? '', bytes: readable(bytes) }),
    )
    parser.once('close', () => handOn(null))
    parser.once('error', (error) => handOn(null, error))
    request.pipe(parser)
  }
}

/** The file that came with the form; null for none. */
export function uploadOf(response: Response): Upload | null {
  return response.locals['upload'] ?? null
}

function parserFor({ headers }: Request): busboy.Busboy {
  try {
    return busboy({ headers, limits: LIMITS, defParamCharset: 'utf8' })
  } catch (cause) {
    throw new HttpError(400, 'malformed', { cause })
  }
}

/** A file that breaks off is the sender's failure, not ours. */
async function* readable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (cause) {
    throw new HttpError(400, 'malformed', { cause })
  }
}
