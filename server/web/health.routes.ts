import { Router } from 'express'
import { sql } from 'kysely'
import type { Deps } from '../app.ts'
import { withoutData } from './error-handler.ts'

/** `/healthz`: the process answers. `/readyz`: it can also read its database, so that a balancer may send it people. */
export function healthRoutes({ databases, languages, logger }: Deps): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    response.set('Cache-Control', 'no-store')
    try {
      await sql`select 1 from setting limit 1`.execute(databases.read)
      const { problems } = languages
      response.json({ status: 'ready', ...(problems.length > 0 && { warnings: problems }) })
    } catch (error) {
      logger.error({ error: withoutData(error) }, 'not ready')
      response.status(503).json({ status: 'unavailable' })
    }
  })
  return router
}
