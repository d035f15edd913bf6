import { Router } from 'express'
import type { Deps } from '../app.ts'
import { listDemonstrationTouchpoints } from '../touchpoints/touchpoint.queries.ts'
import { homePage } from './home.page.ts'

export function homeRoutes({ databases, renderPage }: Deps): Router {
  const router = Router()
  router.get('/', async (_request, response) => {
    const touchpoints = await listDemonstrationTouchpoints(databases.read)
    response.set('Cache-Control', 'no-cache')
    renderPage(response, 'home/home', homePage({ touchpoints, t: response.locals['t'] }))
  })
  return router
}
