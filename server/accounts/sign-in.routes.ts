import { type Request, type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { endSession } from './end-session.ts'
import { localPath } from './local-path.ts'
import { mistakeWords } from './mistake-words.ts'
import { sessionCookies } from './session-cookies.ts'
import { signInInput } from './sign-in.input.ts'
import { signInPage } from './sign-in.page.ts'
import { signIn } from './sign-in.ts'
import { limitSignIns } from './sign-in-limits.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'
import { userAgent } from './user-agent.ts'

/** `/sign-in` and `/sign-out`. */
export function signInRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const cookies = sessionCookies(config)
  const router = Router()

  router.get('/sign-in', (request, response) => {
    showForm(request, response, [])
  })

  router.post(
    '/sign-in',
    ...limitSignIns(config, cookies.device, tooMany),
    async (request: Request, response: Response) => {
      const words = mistakeWords(response)
      const form = parseForm(signInInput, request.body, words)
      if (!form.data) return showForm(request, response.status(422), form.errors)
      const outcome = await signIn(databases, config, {
        input: form.data,
        device: cookies.device(request),
        from: auditOrigin(response),
        userAgent: userAgent(request),
        now: clock(),
      })
      if (outcome.outcome === 'wait') return tooMany(request, response, outcome.seconds)
      if (outcome.outcome === 'refused') {
        return showForm(request, response.status(422), [{ field: 'login', message: words('refused') }])
      }
      await endSession(databases.write, cookies.token(request))
      cookies.give(response, outcome.sessionToken, form.data.login)
      response.redirect(303, localPath(request.query['next']) ?? '/home')
    },
  )

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

  function showForm(request: Request, response: Response, errors: readonly FieldError[]): void {
    const { login = '' } = enteredValues(request.body)
    const next = localPath(request.query['next'])
    response.set('Cache-Control', 'no-store')
    renderPage(response, 'accounts/sign-in', signInPage({ login, next, errors, t: response.locals['t'] }))
  }

  function tooMany(request: Request, response: Response, seconds: number): void {
    response.status(429).set('Retry-After', String(seconds))
    const t: Translate = response.locals['t']
    showForm(request, response, [{ field: 'login', message: t('accounts:sign_in.wait', { count: seconds }) }])
  }
}
