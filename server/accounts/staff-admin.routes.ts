import type { Request, Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { addStaff } from './add-staff.ts'
import { disableStaff, resetAccess, resetSecondFactor } from './change-access.ts'
import { type Doing, endGrant, grantRole } from './grant-role.ts'
import { may } from './may.ts'
import { mistakeWords } from './mistake-words.ts'
import { grantInput, newStaffInput } from './staff.input.ts'
import { currentGrants, findMember, grantsByStaff, listStaff, type StaffMember } from './staff.queries.ts'
import { staffOf } from './staff.ts'
import { staffFormPage } from './staff-form.page.ts'
import { staffListPage, staffPath } from './staff-list.page.ts'
import { accessLinkPage, DEEDS, type Deed, staffMemberPage } from './staff-member.page.ts'
import { staffRouter } from './staff-router.ts'

type Values = Readonly<Record<string, string>>

/** `/staff`: who may sign in, and what they may do where. */
export function staffAdminRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const { read, write } = databases
  const routes = staffRouter(deps)
  const look = { permission: 'staff.read' } as const
  const manage = { permission: 'staff.manage' } as const
  const today = () => civilDate(clock())

  routes.get('/staff', look, async (_request, response) => {
    const [people, grants] = await Promise.all([listStaff(read), grantsByStaff(read, today())])
    renderPage(
      response,
      'accounts/staff-list',
      staffListPage({ people, grants, mayManage: may(response, 'staff.manage'), t: response.locals['t'] }),
    )
  })

  routes.get('/staff/new', manage, async (_request, response) => {
    await showForm(response, {}, [])
  })

  routes.post('/staff', manage, async (request, response) => {
    const form = parseForm(newStaffInput, request.body, mistakeWords(response))
    const errors = form.errors ?? (await wrongUnit(response, form.data.unit))
    if (!form.data || errors.length > 0) {
      return showForm(response.status(422), enteredValues(request.body), errors)
    }
    const { data } = form
    const added = await write.transaction().execute((trx) => addStaff(trx, config, data, doing(response)))
    if (!added) {
      const taken = { field: 'login', message: mistakeWords(response)('login_taken') }
      return showForm(response.status(422), enteredValues(request.body), [taken])
    }
    showLink(response, { id: added.staffId, ...data }, added.link)
  })

  routes.get('/staff/:id', look, async (request, response) => {
    const done = DEEDS.find((deed) => deed === request.query['done']) ?? null
    await showMember(response, await memberOf(request), done, {}, [])
  })

  routes.post('/staff/:id/grants', manage, async (request, response) => {
    const member = await memberOf(request)
    const form = parseForm(grantInput, request.body, mistakeWords(response))
    const errors = form.errors ?? (await wrongUnit(response, form.data.unit))
    if (!form.data || errors.length > 0) {
      return showMember(response.status(422), member, null, enteredValues(request.body), errors)
    }
    const { data } = form
    await write.transaction().execute((trx) => grantRole(trx, member, data, doing(response)))
    response.redirect(303, `${staffPath(member.id)}?done=granted`)
  })

  routes.post('/staff/:id/grants/:grant/end', manage, async (request, response) => {
    const member = await memberOf(request)
    const grant = String(request.params['grant'])
    await write.transaction().execute((trx) => endGrant(trx, member, grant, doing(response)))
    response.redirect(303, `${staffPath(member.id)}?done=grant_ended`)
  })

  routes.post('/staff/:id/disable', manage, async (request, response) => {
    const member = await memberOf(request)
    await write.transaction().execute((trx) => disableStaff(trx, member, doing(response)))
    response.redirect(303, `${staffPath(member.id)}?done=disabled`)
  })

  routes.post('/staff/:id/reset', manage, async (request, response) => {
    const member = await memberOf(request)
    const link = await write.transaction().execute((trx) => resetAccess(trx, config, member, doing(response)))
    showLink(response, member, link)
  })

  routes.post('/staff/:id/reset-factor', manage, async (request, response) => {
    const member = await memberOf(request)
    const link = await write
      .transaction()
      .execute((trx) => resetSecondFactor(trx, config, member, doing(response)))
    showLink(response, member, link)
  })

  return routes.router

  async function memberOf(request: Request): Promise<StaffMember> {
    const member = await findMember(read, String(request.params['id']))
    if (!member) throw new HttpError(404, 'not_found')
    return member
  }

  async function wrongUnit(response: Response, unitId: string | null): Promise<FieldError[]> {
    if (unitId === null) return []
    const units = await choosableUnits(read, null, today())
    return units.some(({ id }) => id === unitId)
      ? []
      : [{ field: 'unit', message: mistakeWords(response)('unit') }]
  }

  async function showForm(response: Response, values: Values, errors: readonly FieldError[]): Promise<void> {
    const units = await choosableUnits(read, null, today())
    response.locals['pagePath'] = '/staff/new'
    renderPage(
      response,
      'accounts/staff-form',
      staffFormPage({ values, errors, units, t: response.locals['t'] }),
    )
  }

  async function showMember(
    response: Response,
    member: StaffMember,
    done: Deed | null,
    values: Values,
    errors: readonly FieldError[],
  ): Promise<void> {
    const { locale, t } = response.locals as { locale: Locale; t: Translate }
    const [grants, units] = await Promise.all([
      currentGrants(read, member.id, today()),
      choosableUnits(read, null, today()),
    ])
    const mayManage = may(response, 'staff.manage')
    const isOwn = member.id === staffOf(response).id
    response.locals['pagePath'] = staffPath(member.id)
    renderPage(
      response,
      'accounts/staff-member',
      staffMemberPage({ member, grants, units, mayManage, isOwn, done, values, errors, locale, t }),
    )
  }

  function showLink(
    response: Response,
    member: Pick<StaffMember, 'id' | 'name' | 'login'>,
    link: string,
  ): void {
    // Following one would lose the link, which is shown only now.
    response.locals['offeredLanguages'] = []
    renderPage(response, 'accounts/access-link', accessLinkPage(member, link, response.locals['t']))
  }

  function doing(response: Response): Doing {
    return { by: auditOrigin(response), now: clock() }
  }
}
