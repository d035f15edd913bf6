import type { Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { withoutData } from '../web/error-handler.ts'
import { HttpError } from '../web/http-error.ts'
import { accountChangePage } from './account-change.page.ts'
import { askForProof, useProof } from './fresh-proof.ts'
import type { Doing } from './grant-role.ts'
import { type IdentityProvider, ProviderUnreachable } from './identity-provider.ts'
import { linkIdentity, unlinkIdentity } from './link-identity.ts'
import { pendingLink } from './pending-link.ts'
import { providerErrand } from './provider-errand.ts'
import { providerLinkPage } from './provider-link.page.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'

/** `/account/provider`: links one's own account to the one at the provider, and parts them again. */
export function providerLinkRoutes(deps: Deps, provider: IdentityProvider | null): Router {
  const { databases, clock, logger, renderPage } = deps
  const sent = providerErrand(deps)
  const linking = pendingLink(deps)
  const routes = staffRouter(deps)
  const signedIn = { permission: null }
  const proof = askForProof(deps)

  // A page with a link on it: where a form (that of the proof) leads on to another site, our own policy stops it.
  routes.get('/account/provider/link', signedIn, proof, (_request, response) => {
    if (!provider) throw new HttpError(404, 'not_found')
    renderPage(response, 'accounts/provider-link', providerLinkPage(provider.label, response.locals['t']))
  })

  routes.get('/account/provider/visit', signedIn, proof, async (_request, response) => {
    if (!provider) throw new HttpError(404, 'not_found')
    try {
      const { href, errand } = await provider.send()
      sent.begin(response, { purpose: 'link', errand, sessionId: response.locals['sessionId'] })
      response.redirect(303, href)
    } catch (error) {
      if (!(error instanceof ProviderUnreachable)) throw error
      logger.warn({ error: withoutData(error.cause) }, 'the identity provider cannot be reached')
      throw new HttpError(503, 'provider_unreachable')
    }
  })

  // Coming back from the provider changes nothing yet: another site can send a browser there and back.
  routes.get('/account/provider', signedIn, (request, response) => {
    const pending = linking.underway(request)
    if (!pending || pending.sessionId !== response.locals['sessionId'])
      return response.redirect(303, '/account')
    const page = { action: '/account/provider', name: pending.identity.name }
    renderPage(response, 'accounts/account-change', accountChangePage('link', page, response.locals['t']))
  })

  routes.post('/account/provider', signedIn, async (request, response) => {
    const pending = await linking.finish(request, response)
    if (!pending || pending.sessionId !== response.locals['sessionId'])
      throw new HttpError(403, 'proof_needed')
    await databases.write.transaction().execute(async (trx) => {
      await useProof(trx, response, clock())
      await linkIdentity(trx, staffOf(response), pending.identity, doing(response))
    })
    response.redirect(303, '/account?done=linked')
  })

  routes.get('/account/provider/unlink', signedIn, proof, (_request, response) => {
    const page = { action: '/account/provider/unlink' }
    renderPage(response, 'accounts/account-change', accountChangePage('unlink', page, response.locals['t']))
  })

  routes.post('/account/provider/unlink', signedIn, async (_request, response) => {
    await databases.write.transaction().execute(async (trx) => {
      await useProof(trx, response, clock())
      await unlinkIdentity(trx, staffOf(response), doing(response))
    })
    response.redirect(303, '/account?done=unlinked')
  })

  return routes.router

  function doing(response: Response): Doing {
    return { by: auditOrigin(response), now: clock() }
  }
}
