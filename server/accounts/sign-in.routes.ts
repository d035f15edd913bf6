import { type Request, type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { endSession } from './end-session.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { localPath } from './local-path.ts'
import { mistakeWords } from './mistake-words.ts'
import type { SignedIn, SignInOutcome } from './open-session.ts'
import { passkeyChallenge } from './passkey-challenge.ts'
import { providerSignInRoutes } from './provider-sign-in.routes.ts'
import { sessionCookies } from './session-cookies.ts'
import { passkeySignInInput, signInInput } from './sign-in.input.ts'
import { signInPage } from './sign-in.page.ts'
import { signIn } from './sign-in.ts'
import { signInByPasskey } from './sign-in-by-passkey.ts'
import { limitSignIns } from './sign-in-limits.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'
import { visitorOf } from './visitor.ts'

/** `/sign-in` and `/sign-out`. */
export function signInRoutes(deps: Deps, provider: IdentityProvider | null): Router {
  const { config, databases, clock, renderPage } = deps
  const cookies = sessionCookies(config)
  const passkeys = passkeyChallenge(deps)
  const router = Router()
  const limits = limitSignIns(config, cookies.device, tooMany)

  router.get('/sign-in', (request, response) => {
    showForm(request, response, [])
  })

  router.post('/sign-in', ...limits, async (request: Request, response: Response) => {
    const words = mistakeWords(response)
    const form = parseForm(signInInput, request.body, words)
    if (!form.data) return showForm(request, response.status(422), form.errors)
    const factor = await passkeys.factorOf(request, response, form.data)
    if (!factor) return refuse(request, response, 'passkey_ended')
    const visitor = visitorOf(request, response, cookies, clock())
    await answer(
      request,
      response,
      await signIn(databases, config, { ...form.data, factor }, visitor),
      'refused',
    )
  })

  router.post('/sign-in/passkey', ...limits, async (request: Request, response: Response) => {
    const form = parseForm(passkeySignInInput, request.body, mistakeWords(response))
    if (!form.data) return showForm(request, response.status(422), form.errors)
    const passkey = await passkeys.answerTo(request, response, form.data.passkey)
    if (!passkey) return refuse(request, response, 'passkey_ended')
    const visitor = visitorOf(request, response, cookies, clock())
    await answer(request, response, await signInByPasskey(databases, passkey, visitor), 'passkey_refused')
  })

  router.post('/sign-in/passkey/challenge', async (_request, response) => {
    await passkeys.ask(response)
  })

  router.use(providerSignInRoutes(deps, provider, { limits, refuse, enter }))

  const routes = staffRouter(deps)
  routes.post('/sign-out', { permission: null }, async (request, response) => {
    const by = auditOrigin(response)
    await databases.write.transaction().execute(async (trx) => {
      await endSession(trx, cookies.token(request))
      await recordAudit(
        trx,
        by,
        { action: 'session.ended', subject: `staff:${staffOf(response).login}` },
        clock(),
      )
    })
    cookies.take(response)
    // Not its storage: on a device that is a kiosk as well, responses wait there.
    response.set('Clear-Site-Data', '"cache"').redirect(303, '/sign-in')
  })
  router.use(routes.router)
  return router

  async function answer(
    request: Request,
    response: Response,
    outcome: SignInOutcome,
    mistake: string,
  ): Promise<void> {
    if (outcome.outcome === 'wait') return tooMany(request, response, outcome.seconds)
    if (outcome.outcome === 'refused') return refuse(request, response, mistake)
    await enter(request, response, outcome, localPath(request.query['next']))
  }

  async function enter(
    request: Request,
    response: Response,
    outcome: SignedIn,
    next: string | null,
  ): Promise<void> {
    // The session that the browser had before ends.
    await endSession(databases.write, cookies.token(request))
    cookies.give(response, outcome.sessionToken, outcome.login)
    response.redirect(303, next ?? '/home')
  }

  function refuse(request: Request, response: Response, mistake: string, status = 422): void {
    showForm(request, response.status(status), [{ field: 'login', message: mistakeWords(response)(mistake) }])
  }

  function showForm(request: Request, response: Response, errors: readonly FieldError[]): void {
    const { login = '' } = enteredValues(request.body)
    const next = localPath(request.query['next'])
    response.set('Cache-Control', 'no-store')
    if (request.path !== '/sign-in') response.locals['pagePath'] = '/sign-in'
    const t: Translate = response.locals['t']
    const page = signInPage({
      login,
      next,
      hasPasskeys: passkeys.isPossible,
      provider: provider?.label ?? null,
      errors,
      t,
    })
    renderPage(response, 'accounts/sign-in', page)
  }

  function tooMany(request: Request, response: Response, seconds: number): void {
    response.status(429).set('Retry-After', String(seconds))
    const t: Translate = response.locals['t']
    showForm(request, response, [{ field: 'login', message: t('accounts:sign_in.wait', { count: seconds }) }])
  }
}
