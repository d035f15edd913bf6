import type { Request, Response, Router } from 'express'
import { recordRefusal } from '../accounts/refuse-access.ts'
import { staffOf } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { loadCatalogue, treeOf } from '../dashboard/dashboard.queries.ts'
import { namesOf } from '../dashboard/names.ts'
import type { TallySource } from '../dashboard/tally-source.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { formatFor } from '../web/format.ts'
import { HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { firstHome, type HomeUnit, ownUnits } from './home-unit.ts'
import { loadHome } from './load-home.ts'
import { overviewPage } from './overview.page.ts'
import { reachAt } from './reach.ts'
import { weekUntil } from './week.ts'

/** `/home`: where officials begin, with the week of their unit on one screen. */
export function overviewRoutes(deps: Deps, source: TallySource): Router {
  const { databases, clock, renderPage } = deps
  const db = databases.read
  const routes = staffRouter(deps)

  routes.get('/home', { permission: null }, async (request, response) => {
    const { grants } = staffOf(response)
    const now = clock()
    const today = civilDate(now)
    const week = weekUntil(today)
    const unit = askedUnit(request) ?? firstHome(grants)
    if (unit === undefined) return response.redirect(303, '/account')
    const catalogue = await loadCatalogue(db)
    const tree = treeOf(catalogue, 'now', week)
    const reach = await reachAt(db, grants, unit, tree)
    if (!Object.values(reach).includes(true)) await refuse(unit, tree.has(unit ?? ''), response)
    const rules = settingsOf(response)
    const home = await loadHome(db, source, { unit, grants, reach, catalogue, tree, rules, now })
    const locale: Locale = response.locals['locale']
    const t: Translate = response.locals['t']
    const words = { t, format: formatFor(locale, t) }
    const names = namesOf({ catalogue, today, locale, ...words })
    const page = overviewPage({ home, week, own: ownUnits(grants), catalogue, names, words, locale })
    renderPage(response, 'overview/overview', page)
  })

  return routes.router

  /** A unit of others is as if it were not there. */
  async function refuse(unit: HomeUnit, isThere: boolean, response: Response): Promise<never> {
    if (isThere) await recordRefusal(databases.write, response, unit, clock())
    throw new HttpError(404, 'not_found')
  }
}

function askedUnit(request: Request): string | undefined {
  const { unit } = request.query
  return typeof unit === 'string' && unit !== '' ? unit : undefined
}
