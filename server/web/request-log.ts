import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** What opens an invitation is a secret of whoever was invited. Routes are found whatever the case. */
const SECRET_PATH = /^(\/i\/).+/i

/** Gives each request an id and writes one line when it is answered: never a body, a query or a header. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID()
    const start = performance.now()
    // Routers take their own part off the path before the answer is sent.
    const path = request.path.replace(SECRET_PATH, '$1•')
    response.locals['requestId'] = id
    response.set('X-Request-Id', id)
    response.once('close', () => {
      logger.info({
        requestId: id,
        method: request.method,
        path,
        status: response.statusCode,
        finished: response.writableFinished,
        ms: Math.round((performance.now() - start) * 10) / 10,
      })
    })
    next()
  }
}
