import { randomInt } from 'node:crypto'
import type { Request, Response, Router } from 'express'
import { unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { addTouchpoint } from './add-touchpoint.ts'
import { changeTouchpoint } from './change-touchpoint.ts'
import { findRegistered, type RegisteredTouchpoint, unitOfTouchpoint } from './register.queries.ts'
import { replaceTouchpoint } from './replace-touchpoint.ts'
import { retireTouchpoint } from './retire-touchpoint.ts'
import { type NewTouchpoint, newTouchpoint, retirement, touchpointChange } from './touchpoint.input.ts'
import { DEEDS, pathOf } from './touchpoint.page.ts'
import { parseTouchpointFilter } from './touchpoint-filter.input.ts'
import { presentValues } from './touchpoint-form.page.ts'
import { createTouchpointPages } from './touchpoint-pages.ts'

/** `/touchpoints`: the register of kiosks, tablets and QR codes, for those who look after them. */
export function touchpointRoutes(deps: Deps): Router {
  const { databases, clock } = deps
  const { showList, showTouchpoint, showNewForm, showChangeForm } = createTouchpointPages(deps)
  const routes = staffRouter(deps)
  const unitOf = (request: Request) => unitOfTouchpoint(databases.read, codeOf(request))
  const mayRead = { permission: 'touchpoints.read', unitOf } as const
  const mayWrite = { permission: 'touchpoints.write', unitOf } as const

  routes.get('/touchpoints', { permission: 'touchpoints.read' }, async (request, response) => {
    await showList(response, parseTouchpointFilter(request.query))
  })

  routes.get('/touchpoints/new', { permission: 'touchpoints.write' }, async (_request, response) => {
    await showNewForm(response, { validFrom: civilDate(clock()) }, [])
  })

  routes.post('/touchpoints', { permission: 'touchpoints.write' }, async (request, response) => {
    const form = parseForm(newTouchpoint, request.body, mistake(response))
    const errors = form.errors ?? [
      ...(await wrongUnit(response, form.data)),
      ...(await wrongField(response, form.data.procedureField)),
    ]
    if (!form.data || errors.length > 0) {
      return showNewForm(response.status(422), enteredValues(request.body), errors)
    }
    const code = await addTouchpoint(databases.write, form.data, doing(response))
    response.redirect(303, `${pathOf(code)}?done=added`)
  })

  routes.get('/touchpoints/:code', mayRead, async (request, response) => {
    const done = DEEDS.find((deed) => deed === request.query['done']) ?? null
    await showTouchpoint(response, await registered(request), { done, errors: [], values: {} })
  })

  routes.get('/touchpoints/:code/change', mayWrite, async (request, response) => {
    const touchpoint = await inService(request)
    await showChangeForm(response, touchpoint.code, presentValues(touchpoint), [])
  })

  routes.post('/touchpoints/:code/change', mayWrite, async (request, response) => {
    const { code } = await inService(request)
    const form = parseForm(touchpointChange, request.body, mistake(response))
    const errors = form.errors ?? (await wrongField(response, form.data.procedureField))
    if (!form.data || errors.length > 0) {
      return showChangeForm(response.status(422), code, enteredValues(request.body), errors)
    }
    await changeTouchpoint(databases.write, code, form.data, doing(response))
    response.redirect(303, `${pathOf(code)}?done=changed`)
  })

  routes.post('/touchpoints/:code/retire', mayWrite, async (request, response) => {
    const touchpoint = await inService(request)
    const form = parseForm(retirement, request.body, mistake(response))
    if (!form.data) {
      const values = enteredValues(request.body)
      return showTouchpoint(response.status(422), touchpoint, { done: null, errors: form.errors, values })
    }
    await retireTouchpoint(databases.write, touchpoint, form.data.lastDay, doing(response))
    response.redirect(303, `${pathOf(touchpoint.code)}?done=retired`)
  })

  routes.post('/touchpoints/:code/replace', mayWrite, async (request, response) => {
    const { code } = await inService(request)
    const newCode = await replaceTouchpoint(databases.write, code, doing(response))
    response.redirect(303, `${pathOf(newCode)}?done=replaced`)
  })

  return routes.router

  function doing(response: Response) {
    return { by: auditOrigin(response), now: clock(), randomBelow: (limit: number) => randomInt(limit) }
  }

  async function registered(request: Request): Promise<RegisteredTouchpoint> {
    const touchpoint = await findRegistered(databases.read, codeOf(request), civilDate(clock()))
    if (!touchpoint) throw new HttpError(404, 'not_found')
    return touchpoint
  }

  /** What is out of service is not changed any more: its form must be an old one. */
  async function inService(request: Request): Promise<RegisteredTouchpoint> {
    const touchpoint = await registered(request)
    if (touchpoint.state === 'retired') throw new HttpError(409, 'changed_meanwhile')
    return touchpoint
  }

  /** Nobody rates at a unit that is not there yet, or no more. */
  async function wrongUnit(
    response: Response,
    { unit: unitId, validFrom, lastDay }: NewTouchpoint,
  ): Promise<FieldError[]> {
    const words = mistake(response)
    const units = await choosableUnits(databases.read, unitsInScope(response), civilDate(clock()))
    const unit = units.find(({ id }) => id === unitId)
    if (!unit) return [{ field: 'unit', message: words('unit') }]
    const isOver = (day: string) => unit.validUntil !== null && day >= unit.validUntil
    const errors: FieldError[] = []
    if (validFrom < unit.validFrom) errors.push({ field: 'validFrom', message: words('before_unit') })
    if (isOver(validFrom)) errors.push({ field: 'validFrom', message: words('after_unit') })
    else if (lastDay !== '' && isOver(lastDay))
      errors.push({ field: 'lastDay', message: words('after_unit') })
    return errors
  }

  async function wrongField(response: Response, fieldId: string | null): Promise<FieldError[]> {
    const fields = await listProcedureFields(databases.read)
    const isKnown = fieldId === null || fields.some(({ id }) => id === fieldId)
    return isKnown ? [] : [{ field: 'procedureField', message: mistake(response)('field') }]
  }
}

/** The words for what is wrong with a form. */
function mistake({ locals }: Response): (key: string) => string {
  const t = locals['t']
  return (key) => t(`touchpoints:error.${key}`)
}

function codeOf(request: Request): string {
  return String(request.params['code'])
}
