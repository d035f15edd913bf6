import { Router } from 'express'
import type { Deps } from '../app.ts'
import type { RatingPages } from '../responses/rating-pages.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { logoFrame } from '../settings/province-frame.ts'
import { provinceName } from '../settings/settings.ts'
import { modeOf } from '../touchpoints/touchpoint.ts'
import { HttpError } from '../web/http-error.ts'
import { kioskScreensPage } from './kiosk-screens.page.ts'
import { kioskShellPage } from './kiosk-shell.page.ts'
import { kioskVersion } from './kiosk-version.ts'
import { serviceWorkerScript } from './service-worker.ts'
import { webManifest } from './web-manifest.ts'

/** What a kiosk is made of; what it sends goes to server/devices. Nothing of it is secret. */
export function kioskRoutes({ languages, renderPage }: Deps, pages: RatingPages): Router {
  const router = Router()

  // The version tells these answers from a page that a network puts in their place.
  router.get(['/kiosk', '/kiosk/screens/:touchpoint/:language'], (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-cache', 'Kiosk-Version': kioskVersion })
    next()
  })

  router.get('/kiosk', (_request, response) => {
    renderPage(response, 'kiosk/shell', kioskShellPage(languages.all, response.locals['t']))
  })

  router.get('/kiosk/screens/:touchpoint/:language', async (request, response) => {
    const touchpoint = await pages.touchpointOf(request.params.touchpoint)
    const language = languages.all.find(({ tag }) => tag === request.params.language)
    if (!language || !touchpoint || modeOf(touchpoint) !== 'kiosk') throw new HttpError(404, 'not_found')
    const { tag, locale, t } = language
    Object.assign(response.locals, { language: tag, locale, t })
    // In its shell a tablet asks one question a screen, too.
    const form = await pages.blankForm({ ...touchpoint, kind: 'kiosk' }, { locale, t })
    const settings = settingsOf(response)
    const province = { name: provinceName(settings, locale), logo: logoFrame(settings) }
    renderPage(response, 'kiosk/screens', kioskScreensPage(form, tag, province))
  })

  const worker = serviceWorkerScript()
  router.get('/kiosk/sw.js', (_request, response) => {
    response.set({ 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': '/kiosk' })
    response.type('js').send(worker)
  })

  router.get('/kiosk/manifest.webmanifest', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('application/manifest+json')
    response.send(JSON.stringify(webManifest(response.locals['t'])))
  })

  return router
}
