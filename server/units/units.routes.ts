import type { Request, Response, Router } from 'express'
import { unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { civilDate, isCivilDate } from '../statistics/civil-date.ts'
import { csvDocument } from '../web/csv.ts'
import { unitRecords } from './unit-csv.ts'
import { loadUnitHistory } from './unit-history.queries.ts'
import { createUnitPages } from './unit-pages.ts'

/** `/units`: the tree of units at any day, and what happened to each. */
export function unitRoutes(deps: Deps): Router {
  const { databases, clock } = deps
  const { showList, showUnit } = createUnitPages(deps)
  const routes = staffRouter(deps)

  routes.get('/units', { permission: 'figures.read' }, (request, response) => showList(request, response))

  routes.get('/units/units.csv', { permission: 'figures.read' }, async (request, response) => {
    const { lives, order } = await loadUnitHistory(databases.read)
    const records = unitRecords(lives, { order, scope: unitsInScope(response), on: dayOf(request) })
    response.attachment('units.csv').type('text/csv').send(csvDocument(records))
  })

  routes.get('/units/:id', { permission: 'figures.read', unitOf }, (request: Request, response: Response) =>
    showUnit(request, response, { id: String(request.params['id']), refused: [] }),
  )

  return routes.router

  function dayOf({ query }: Request): string {
    const { on } = query
    return typeof on === 'string' && isCivilDate(on) ? on : civilDate(clock())
  }

  async function unitOf(request: Request): Promise<string | undefined> {
    const unit = await databases.read
      .selectFrom('unit')
      .select('id')
      .where('id', '=', String(request.params['id']))
      .executeTakeFirst()
    return unit?.id
  }
}
