import type { Request, Response, Router } from 'express'
import { mayAt } from '../accounts/may.ts'
import { unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { kioskVersion } from '../kiosk/kiosk-version.ts'
import { qrSvg } from '../posters/qr-code.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { findRegistered, listRegistered, unitOfTouchpoint } from '../touchpoints/register.queries.ts'
import { HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { type Doing, revokeDevice, settleEvent } from './change-device.ts'
import { DEEDS, devicePage } from './device.page.ts'
import { findDeviceState, listDevices, unitOfDevice } from './device.queries.ts'
import { countOpenEvents, listEvents } from './device-event.queries.ts'
import { deviceListPage, devicePath } from './device-list.page.ts'
import { enrolmentCodePage, enrolmentUrl } from './enrolment-code.page.ts'
import { issueEnrolmentCode } from './issue-enrolment-code.ts'

/** `/devices`: how the kiosks and tablets are, and codes to enrol new ones. */
export function deviceRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const db = databases.read
  const routes = staffRouter(deps)
  const ofDevice = (request: Request) => unitOfDevice(db, idOf(request))
  const mayRead = { permission: 'touchpoints.read', unitOf: ofDevice } as const
  const mayWrite = { permission: 'touchpoints.write', unitOf: ofDevice } as const

  routes.get('/devices', { permission: 'touchpoints.read' }, async (_request, response) => {
    const question = { unitIds: unitsInScope(response), state: null, search: '' }
    const touchpoints = await listRegistered(db, question, civilDate(clock()))
    const devices = await listDevices(db)
    const mayEnrol = await mayAt(db, response, 'touchpoints.write')
    const page = deviceListPage({
      ...words(response),
      touchpoints: touchpoints.filter(({ kind }) => kind !== 'qr'),
      devices,
      openEvents: await countOpenEvents(db),
      mayEnrol,
      now: clock(),
    })
    renderPage(response, 'devices/list', page)
  })

  routes.get('/devices/:id', mayRead, async (request, response) => {
    const device = await findDeviceState(db, idOf(request))
    const touchpoint = device && (await findRegistered(db, device.touchpointCode, civilDate(clock())))
    if (!device || !touchpoint) throw new HttpError(404, 'not_found')
    const mayChange = (await mayAt(db, response, 'touchpoints.write'))(touchpoint.unitId)
    const page = devicePage({
      ...words(response),
      device,
      touchpoint,
      events: await listEvents(db, device.id),
      mayChange,
      done: DEEDS.find((deed) => deed === request.query['done']) ?? null,
    })
    renderPage(response, 'devices/device', page)
  })

  routes.post('/devices/:id/revoke', mayWrite, async (request, response) => {
    await revokeDevice(databases.write, idOf(request), await doing(request, response))
    response.redirect(303, `${devicePath(idOf(request))}?done=revoked`)
  })

  routes.post('/devices/:id/events/:event/settle', mayWrite, async (request, response) => {
    const eventId = String(request.params['event'])
    await settleEvent(databases.write, idOf(request), eventId, await doing(request, response))
    response.redirect(303, `${devicePath(idOf(request))}?done=settled`)
  })

  const ofTouchpoint = (request: Request) => unitOfTouchpoint(db, String(request.params['code']))
  routes.post(
    '/touchpoints/:code/enrolment-code',
    { permission: 'touchpoints.write', unitOf: ofTouchpoint },
    async (request, response) => {
      const touchpoint = await findRegistered(db, String(request.params['code']), civilDate(clock()))
      if (!touchpoint) throw new HttpError(404, 'not_found')
      const code = await issueEnrolmentCode(databases.write, touchpoint.code, auditOrigin(response), clock())
      if (!code) throw new HttpError(409, 'changed_meanwhile')
      const { publicUrl } = config
      // Not redirected: the code is shown in this one answer and can be had nowhere else.
      response.locals['pagePath'] = '/devices'
      const svg = await qrSvg(enrolmentUrl(publicUrl, code))
      const page = { ...words(response), touchpoint, code, publicUrl, qrSvg: svg, now: clock() }
      renderPage(response, 'devices/enrolment-code', enrolmentCodePage(page))
    },
  )

  return routes.router

  async function doing(request: Request, response: Response): Promise<Doing> {
    const unitId = await ofDevice(request)
    if (!unitId) throw new HttpError(404, 'not_found')
    return { by: auditOrigin(response), now: clock(), unitId }
  }

  function words({ locals }: Response) {
    return { locale: locals['locale'] as Locale, t: locals['t'] as Translate, kioskVersion }
  }
}

function idOf(request: Request): string {
  return String(request.params['id'])
}
