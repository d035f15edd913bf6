import { Router } from 'express'
import type { Deps } from '../app.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { codeEntryPage } from './code-entry.page.ts'
import { findRegistered } from './register.queries.ts'
import { typedCodes } from './touchpoint-code.ts'

/** `/ma`: a code typed from a poster, by who cannot scan it, leads to its form. */
export function codeEntryRoutes({ databases, clock, renderPage }: Deps): Router {
  const router = Router()
  router.get('/ma', async (request, response) => {
    const { code: typed } = request.query
    const given = typeof typed === 'string' ? typed : undefined
    for (const code of typedCodes(given ?? '')) {
      const found = await findRegistered(databases.read, code, civilDate(clock()))
      if (found) return response.redirect(303, `/r/${encodeURIComponent(found.code)}`)
    }
    const problem = given === undefined ? null : given.trim() === '' ? 'missing' : 'unknown'
    if (problem) response.status(404)
    renderPage(response, 'touchpoints/code-entry', codeEntryPage(given ?? '', problem, response.locals['t']))
  })
  return router
}
