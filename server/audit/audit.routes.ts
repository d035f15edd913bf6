import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Router } from 'express'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditFilter } from './audit.input.ts'
import { auditPage } from './audit.page.ts'
import { listActions, listAudit } from './audit.queries.ts'
import { auditCsv } from './audit-csv.ts'

const ON_ONE_PAGE = 100

/** `/audit`: who did what, when and from where. */
export function auditRoutes(deps: Deps): Router {
  const { databases, renderPage } = deps
  const routes = staffRouter(deps)

  routes.get('/audit', { permission: 'audit.read' }, async (request, response) => {
    const filter = auditFilter.parse(request.query)
    const [found, actions] = await Promise.all([
      listAudit(databases.read, filter, ON_ONE_PAGE + 1),
      listActions(databases.read),
    ])
    const { locale, t } = response.locals as Pick<Parameters<typeof auditPage>[0], 'locale' | 't'>
    const entries = found.slice(0, ON_ONE_PAGE)
    const goesOn = found.length > entries.length
    renderPage(response, 'audit/audit', auditPage({ filter, entries, goesOn, actions, locale, t }))
  })

  routes.get('/audit.csv', { permission: 'audit.read' }, async (request, response) => {
    const filter = auditFilter.parse(request.query)
    response.attachment('audit.csv').type('text/csv')
    await pipeline(Readable.from(auditCsv(databases.read, filter)), response)
  })

  return routes.router
}
