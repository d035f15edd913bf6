import { Router } from 'express'
import type { Deps } from '../app.ts'
import type { Translate } from '../web/i18n.ts'

export function dashboardRoutes({ renderPage }: Deps): Router {
  const router = Router()
  router.get('/dashboard', (_request, response) => {
    const t: Translate = response.locals['t']
    response.set('Cache-Control', 'no-store')
    renderPage(response, 'dashboard/dashboard', { title: t('dashboard:title') })
  })
  return router
}
