import { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Deps } from '../app.ts'
import type { RatingPages } from '../responses/rating-pages.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { isOpen, type Touchpoint } from '../touchpoints/touchpoint.ts'
import { HttpError } from '../web/http-error.ts'
import { findInvitation, invitationTouchpointCode, isRated, type KnownDossier } from './dossier.queries.ts'
import { alreadyRatedPage } from './invitation.page.ts'
import { isOpenedByPerson, noteOpened } from './open-invitation.ts'

const UNKNOWN_PER_MINUTE = 30

/** `GET /i/:token`: the form for one dossier. What the address says is nobody else's, so no page keeps or passes it on. */
export function invitationRoutes({ databases, clock, config, renderPage }: Deps, pages: RatingPages): Router {
  const { read, write } = databases
  const router = Router()

  router.get('/i/:token', findDossier, limitGuessing(), async (request, response) => {
    const dossier = dossierOf(response)
    if (!dossier) throw new HttpError(404, 'no_invitation')
    if (await isRated(read, dossier.codeHash)) {
      renderPage(response, 'invitations/already-rated', alreadyRatedPage(response.locals['t']))
      return
    }
    const touchpoint = await openTouchpoint(dossier)
    if (isOpenedByPerson(request)) await noteOpened(write, dossier.codeHash, civilDate(clock()))
    await pages.showInvitation(response, touchpoint, {
      token: String(request.params['token']),
      procedureFieldId: dossier.procedureFieldId,
    })
  })
  return router

  async function findDossier(request: Request, response: Response, next: () => void): Promise<void> {
    // Not no-referrer: browsers would then not say where the form comes from, and it would be refused as a stranger's.
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'strict-origin',
      'X-Robots-Tag': 'noindex',
    })
    response.locals['dossier'] = await findInvitation(
      read,
      String(request.params['token']),
      config.dossierSecret,
    )
    next()
  }

  async function openTouchpoint({ unitId }: KnownDossier): Promise<Touchpoint> {
    const code = await invitationTouchpointCode(read, unitId)
    const touchpoint = code === undefined ? undefined : await pages.touchpointOf(code)
    if (!touchpoint || !isOpen(touchpoint, civilDate(clock()))) throw new HttpError(410, 'touchpoint_closed')
    return touchpoint
  }
}

function dossierOf(response: Response): KnownDossier | undefined {
  return response.locals['dossier']
}

/** Whoever has an invitation is never kept waiting, whatever others try from the same address. */
function limitGuessing(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: UNKNOWN_PER_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    skip: (_request, response) => dossierOf(response) !== undefined,
    handler: (_request, _response, next) =>
      next(new HttpError(429, 'too_many_invitations', { retryAfterSeconds: 60 })),
  })
}
