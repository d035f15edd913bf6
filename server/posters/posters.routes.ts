import type { Request, Response, Router } from 'express'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { logoFrame } from '../settings/province-frame.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { formUrl } from '../touchpoints/form-url.ts'
import {
  findRegistered,
  type RegisteredTouchpoint,
  unitOfTouchpoint,
} from '../touchpoints/register.queries.ts'
import { HttpError } from '../web/http-error.ts'
import { posterPage } from './poster.page.ts'
import { POSTER_SIZES } from './poster-size.ts'
import { qrPng, qrSvg } from './qr-code.ts'

/** A QR touchpoint's poster and counter cards, ready to print, and its code as a picture for other printed matter. */
export function posterRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage, translations } = deps
  const routes = staffRouter(deps)
  const mayRead = {
    permission: 'touchpoints.read',
    unitOf: (request: Request) => unitOfTouchpoint(databases.read, codeOf(request)),
  } as const

  routes.get('/touchpoints/:code/poster/:size', mayRead, async (request, response) => {
    const touchpoint = await scanned(request)
    const size = POSTER_SIZES.find((one) => one === request.params['size'])
    if (!size) throw new HttpError(404, 'not_found')
    const [fields, settings] = [await listProcedureFields(databases.read), settingsOf(response)]
    renderPage(
      response,
      'posters/poster',
      posterPage({
        touchpoint,
        province: { name: settings.provinceNameVi, logo: logoFrame(settings) },
        size,
        fieldName: fields.find(({ id }) => id === touchpoint.procedureFieldId)?.name ?? null,
        publicUrl: config.publicUrl,
        qrSvg: await qrSvg(addressOf(touchpoint)),
        t: response.locals['t'],
        translations,
      }),
    )
  })

  routes.get('/touchpoints/:code/qr.svg', mayRead, async (request, response) => {
    const touchpoint = await scanned(request)
    download(response, `qr-${touchpoint.code}.svg`, await qrSvg(addressOf(touchpoint)))
  })

  routes.get('/touchpoints/:code/qr.png', mayRead, async (request, response) => {
    const touchpoint = await scanned(request)
    download(response, `qr-${touchpoint.code}.png`, await qrPng(addressOf(touchpoint)))
  })

  return routes.router

  function addressOf({ code }: RegisteredTouchpoint): string {
    return formUrl(config.publicUrl, code).href
  }

  /** A kiosk and a tablet are not scanned: what is rated there counts as given at the office. What is retired is not put up again. */
  async function scanned(request: Request): Promise<RegisteredTouchpoint> {
    const touchpoint = await findRegistered(databases.read, codeOf(request), civilDate(clock()))
    if (touchpoint?.kind !== 'qr' || touchpoint.state === 'retired') throw new HttpError(404, 'not_found')
    return touchpoint
  }
}

function download(response: Response, fileName: string, content: string | Buffer): void {
  response.attachment(fileName).send(content)
}

function codeOf(request: Request): string {
  return String(request.params['code'])
}
