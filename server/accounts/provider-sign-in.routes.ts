import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { withoutData } from '../web/error-handler.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { parseForm } from '../web/parse-form.ts'
import { ceremony } from './ceremony.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { findLinkedStaff } from './identity.queries.ts'
import {
  CALLBACK_PATH,
  type Identity,
  type IdentityProvider,
  ProviderRefusal,
  ProviderUnreachable,
} from './identity-provider.ts'
import { localPath } from './local-path.ts'
import { mistakeWords } from './mistake-words.ts'
import { openSession, refuseSignIn, type SignedIn } from './open-session.ts'
import { passkeyChallenge } from './passkey-challenge.ts'
import { pendingLink } from './pending-link.ts'
import { type ProviderErrand, providerErrand } from './provider-errand.ts'
import { secondFactorPage } from './second-factor.page.ts'
import { sessionCookies } from './session-cookies.ts'
import { factorInput } from './sign-in.input.ts'
import { visitorOf } from './visitor.ts'

/** What every way to sign in shares. */
export interface Door {
  /** Slow down guessing, over all the ways together. */
  limits: readonly RequestHandler[]
  /** Shows the sign-in page with what went wrong. */
  refuse(request: Request, response: Response, mistake: string, status?: number): void
  /** Gives the browser its session and leads on. */
  enter(request: Request, response: Response, outcome: SignedIn, next: string | null): Promise<void>
}

/** `/sign-in/provider`: signing in with the account of the organisation. */
export function providerSignInRoutes(deps: Deps, provider: IdentityProvider | null, door: Door): Router {
  const { config, databases, clock, logger, renderPage } = deps
  const cookies = sessionCookies(config)
  const passkeys = passkeyChallenge(deps)
  const sent = providerErrand(deps)
  const linking = pendingLink(deps)
  const halfway = ceremony<{ staffId: string; login: string; next: string | null }>(deps, 'second-factor')
  const router = Router()

  // By GET: a form that is led on to another site is stopped by the policy of our own pages (form-action).
  router.get('/sign-in/provider', async (request, response) => {
    try {
      const { href, errand } = await known().send()
      sent.begin(response, { purpose: 'sign_in', errand, next: localPath(request.query['next']) })
      response.set('Cache-Control', 'no-store').redirect(303, href)
    } catch (error) {
      fail(request, response, error)
    }
  })

  router.get(CALLBACK_PATH, ...door.limits, async (request: Request, response: Response) => {
    response.set('Cache-Control', 'no-store')
    const errand = await sent.finish(request, response)
    if (!errand) return door.refuse(request, response, 'provider_ended')
    try {
      const identity = await known().receive(queryOf(request), errand.errand)
      if (errand.purpose === 'sign_in') return await welcome(request, response, identity, errand)
      linking.begin(response, { sessionId: errand.sessionId, identity })
      response.redirect(303, '/account/provider')
    } catch (error) {
      if (error instanceof ProviderRefusal)
        await refuseSignIn(
          databases.write,
          { staffId: null, login: '' },
          'provider',
          visitor(request, response),
        )
      fail(request, response, error)
    }
  })

  router.get('/sign-in/second-factor', (request, response) => {
    showForm(request, response, [])
  })

  router.post('/sign-in/second-factor', ...door.limits, async (request: Request, response: Response) => {
    const words = mistakeWords(response)
    const person = halfway.underway(request)
    if (!person) return door.refuse(request, response, 'provider_ended')
    const form = parseForm(factorInput, request.body, words)
    if (!form.data) return showForm(request, response.status(422), form.errors)
    const factor = await passkeys.factorOf(request, response, form.data)
    if (!factor)
      return showForm(request, response.status(422), [{ field: 'code', message: words('passkey_ended') }])
    const claim = { ...person, factor }
    const outcome = await finishSignIn(databases, config, claim, visitor(request, response))
    if (outcome.outcome === 'wait') {
      const t: Translate = response.locals['t']
      const message = t('accounts:sign_in.wait', { count: outcome.seconds })
      response.status(429).set('Retry-After', String(outcome.seconds))
      return showForm(request, response, [{ field: 'code', message }])
    }
    if (outcome.outcome === 'refused')
      return showForm(request, response.status(422), [{ field: 'code', message: words('factor_refused') }])
    if (!(await halfway.finish(request, response))) return door.refuse(request, response, 'provider_ended')
    await door.enter(request, response, outcome, person.next)
  })

  return router

  function known(): IdentityProvider {
    if (!provider) throw new HttpError(404, 'not_found')
    return provider
  }

  function visitor(request: Request, response: Response) {
    return visitorOf(request, response, cookies, clock())
  }

  /** Whoever the provider vouches for comes in only as the person who linked the two accounts. */
  async function welcome(
    request: Request,
    response: Response,
    identity: Identity,
    { next }: Extract<ProviderErrand, { purpose: 'sign_in' }>,
  ): Promise<void> {
    const person = await findLinkedStaff(databases.write, identity)
    if (!person) {
      await refuseSignIn(
        databases.write,
        { staffId: null, login: '' },
        'provider',
        visitor(request, response),
      )
      return door.refuse(request, response, 'provider_unknown')
    }
    if (!identity.hasSecondFactor) {
      halfway.begin(response, { ...person, next })
      response.redirect(303, '/sign-in/second-factor')
      return
    }
    const opened = await openSession(databases.write, person, 'provider', visitor(request, response))
    await door.enter(request, response, opened, next)
  }

  function fail(request: Request, response: Response, error: unknown): void {
    if (error instanceof ProviderRefusal) door.refuse(request, response, 'provider_refused')
    else if (error instanceof ProviderUnreachable) {
      logger.warn({ error: withoutData(error.cause) }, 'the identity provider cannot be reached')
      door.refuse(request, response, 'provider_unreachable', 503)
    } else throw error
  }

  function showForm(request: Request, response: Response, errors: readonly FieldError[]): void {
    const person = halfway.underway(request)
    if (!person) {
      response.redirect(303, '/sign-in')
      return
    }
    response.set('Cache-Control', 'no-store')
    const page = {
      login: person.login,
      provider: known().label,
      hasPasskeys: passkeys.isPossible,
      errors,
      t: response.locals['t'],
    }
    renderPage(response, 'accounts/second-factor', secondFactorPage(page))
  }
}

/** The query as it came: the library reads it itself, and refuses what stands in it twice. */
function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?')
  return start === -1 ? '' : originalUrl.slice(start)
}
