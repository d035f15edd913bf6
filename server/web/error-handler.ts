import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { isUnavailable } from '../../db/portable.ts'
import { HttpError } from './http-error.ts'
import type { RenderPage } from './render-page.ts'

export const notFound: RequestHandler = () => {
  throw new HttpError(404, 'not_found')
}

/** The one place where a failure becomes an answer: a page for people, JSON for programs, always with the request's id. */
export function errorHandler({
  logger,
  renderPage,
}: {
  logger: Logger
  renderPage: RenderPage
}): ErrorRequestHandler {
  return (error, request, response, next) => {
    const failure = asHttpError(error)
    const requestId = String(response.locals['requestId'])
    // A full queue is foreseen: one line, or the log fills up just when it is busiest.
    if (failure.code === 'intake_full') logger.warn({ requestId }, failure.code)
    else if (failure.status >= 500) {
      logger.error({ requestId, error: withoutData(failure.cause ?? error) }, failure.code)
    }
    if (response.headersSent) return next(error)
    response.status(failure.status)
    if (failure.retryAfterSeconds) response.set('Retry-After', String(failure.retryAfterSeconds))
    response.set('Cache-Control', 'no-store')
    const t = response.locals['t']
    const words = {
      title: t ? String(t(`errors:${failure.code}.title`)) : failure.code,
      message: t ? String(t(`errors:${failure.code}.message`)) : failure.code,
      remedy: t ? String(t(`errors:${failure.code}.remedy`)) : '',
    }
    if (!t || wantsJson(request)) {
      const { code, fields } = failure
      response.json({ error: { code, message: words.message, fields, requestId } })
      return
    }
    try {
      renderPage(response, 'errors/error', { ...words, status: failure.status, requestId })
    } catch (cause) {
      logger.error({ requestId, error: withoutData(cause) }, 'the page of errors fails')
      response.type('text').send(`${words.title}\n${words.message}\n${requestId}\n`)
    }
  }
}

/** A failure for the log, without what drivers add to it: PostgreSQL's `detail` repeats the refused row, comment and all. */
export function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? error.code : undefined
  return { type: error.name, code, message: error.message, stack: error.stack }
}

export function wantsJson(request: Request): boolean {
  return request.is('application/json') === 'application/json' || request.accepts(['html', 'json']) === 'json'
}

const RETRY_AFTER_SECONDS = 2

function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (isUnavailable(error)) {
    return new HttpError(503, 'unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error })
  }
  // Express and its parsers mark what the sender did wrong (a malformed %-escape in the path, say).
  const status = error !== null && typeof error === 'object' && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500
    ? new HttpError(status, status === 404 ? 'not_found' : 'malformed', { cause: error })
    : new HttpError(500, 'internal', { cause: error })
}
