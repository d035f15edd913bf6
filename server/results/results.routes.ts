import { Router } from 'express'
import type { Deps } from '../app.ts'
import type { Translate } from '../web/i18n.ts'

export function resultsRoutes({ renderPage }: Deps): Router {
  const router = Router()
  router.get('/results', (_request, response) => {
    const t: Translate = response.locals['t']
    response.set('Cache-Control', 'public, max-age=60')
    renderPage(response, 'results/results', { title: t('results:title') })
  })
  router.get('/results/data-dictionary', (_request, response) => {
    const t: Translate = response.locals['t']
    response.set('Cache-Control', 'public, max-age=60')
    renderPage(response, 'results/data-dictionary', { title: t('results:dictionary.title') })
  })
  return router
}
