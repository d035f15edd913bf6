import type { Request, Response, Router } from 'express'
import { may } from '../accounts/may.ts'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { formatFor } from '../web/format.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { flagDay, settlement } from './flag.input.ts'
import { flagPage } from './flag.page.ts'
import { type Flag, findFlag, listFlags } from './flag.queries.ts'
import { flagListPage } from './flag-list.page.ts'
import { flagPath, type ReviewWords } from './flag-words.ts'
import { settleFlag } from './settle-flag.ts'
import { daysOfTouchpoints } from './touchpoint-days.queries.ts'

/** `/review`: days of touchpoints that are not as their others, and what somebody found who looked. */
export function reviewRoutes(deps: Deps): Router {
  const { databases, clock, renderPage } = deps
  const db = databases.read
  const routes = staffRouter(deps)
  const unitOf = async (request: Request) => (await find(request))?.unitId

  routes.get('/review', { permission: 'figures.read' }, async (_request, response) => {
    const unitIds = unitsInScope(response)
    const [open, settled] = await Promise.all([
      listFlags(db, { unitIds, isSettled: false }),
      listFlags(db, { unitIds, isSettled: true }),
    ])
    renderPage(response, 'review/list', flagListPage({ open, settled }, words(response)))
  })

  routes.get(
    '/review/:touchpoint/:day',
    { permission: 'figures.read', unitOf },
    async (request, response) => {
      await show(response, await flagOf(request), {}, [])
    },
  )

  routes.post(
    '/review/:touchpoint/:day/settle',
    { permission: 'review.settle', unitOf },
    async (request, response) => {
      const flag = await flagOf(request)
      const t: Translate = response.locals['t']
      const form = parseForm(settlement, request.body, (mistake) => t(`review:error.${mistake}`))
      if (!form.data) return show(response.status(422), flag, enteredValues(request.body), form.errors)
      const settling = { by: auditOrigin(response), staffId: staffOf(response).id, now: clock() }
      const isSettled = await settleFlag(databases.write, flag, form.data, settling)
      if (!isSettled) throw new HttpError(409, 'changed_meanwhile')
      response.redirect(303, flagPath(flag))
    },
  )

  return routes.router

  async function find(request: Request): Promise<Flag | undefined> {
    const day = flagDay.safeParse(request.params['day'])
    return day.success ? findFlag(db, String(request.params['touchpoint']), day.data) : undefined
  }

  async function flagOf(request: Request): Promise<Flag> {
    const flag = await find(request)
    if (!flag) throw new HttpError(404, 'not_found')
    return flag
  }

  async function show(
    response: Response,
    flag: Flag,
    values: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
  ): Promise<void> {
    const { touchpointCode, day } = flag
    const days = await daysOfTouchpoints(db, [touchpointCode], day)
    const hours = days.get(touchpointCode)?.get(day) ?? []
    const maySettle = may(response, 'review.settle')
    renderPage(response, 'review/flag', flagPage({ flag, hours, maySettle, values, errors }, words(response)))
  }
}

function words({ locals }: Response): ReviewWords {
  const t: Translate = locals['t']
  return { t, format: formatFor(locals['locale'] as Locale, t) }
}
