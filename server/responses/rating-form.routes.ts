import { Router } from 'express'
import type { Deps } from '../app.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { isForAll, isForStaff, isOpen, type Touchpoint } from '../touchpoints/touchpoint.ts'
import { HttpError } from '../web/http-error.ts'
import type { RatingPages } from './rating-pages.ts'
import { isThanksState, type ThanksState } from './thanks.page.ts'

/** The rating form of a touchpoint, and the thanks. */
export function ratingFormRoutes(
  { clock }: Deps,
  { touchpointOf, showForm, showThanks }: RatingPages,
): Router {
  const router = Router()

  router.get('/r/:code', async (request, response) => {
    await showForm(request, response, await openTouchpoint(request.params.code))
  })

  router.get('/r/:code/thanks', async (request, response) => {
    // Thanks are due for what was recorded, even if the touchpoint has closed since.
    const touchpoint = await existingTouchpoint(request.params.code)
    showThanks(response, touchpoint, stateOf(request.query['state']))
  })

  return router

  function stateOf(text: unknown): ThanksState {
    const state = String(text).replace('-', '_')
    return isThanksState(state) ? state : 'recorded'
  }

  async function existingTouchpoint(code: string): Promise<Touchpoint> {
    const touchpoint = await touchpointOf(code)
    if (!touchpoint || isForStaff(touchpoint)) throw new HttpError(404, 'no_touchpoint')
    return touchpoint
  }

  async function openTouchpoint(code: string): Promise<Touchpoint> {
    const touchpoint = await existingTouchpoint(code)
    if (!isForAll(touchpoint)) throw new HttpError(404, 'no_touchpoint')
    if (touchpoint.replacedBy) throw new HttpError(410, 'touchpoint_replaced')
    if (!isOpen(touchpoint, civilDate(clock()))) throw new HttpError(410, 'touchpoint_closed')
    return touchpoint
  }
}
