import type { Request, Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { parseForm } from '../web/parse-form.ts'
import { confirmPage } from './confirm.page.ts'
import { noteProof } from './fresh-proof.ts'
import { triesOf } from './known-device.ts'
import { localPath } from './local-path.ts'
import { mistakeWords } from './mistake-words.ts'
import { passkeyChallenge } from './passkey-challenge.ts'
import { proveOwner } from './prove-owner.ts'
import { sessionCookies } from './session-cookies.ts'
import { proofInput } from './sign-in.input.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'

/** `/account/confirm`: password and second factor once more, before one's account is changed. */
export function confirmRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const cookies = sessionCookies(config)
  const passkeys = passkeyChallenge(deps)
  const routes = staffRouter(deps)
  const signedIn = { permission: null }

  routes.get('/account/confirm', signedIn, (request, response) => {
    showForm(request, response, [])
  })

  routes.post('/account/confirm', signedIn, async (request, response) => {
    const words = mistakeWords(response)
    const form = parseForm(proofInput, request.body, words)
    if (!form.data) return showForm(request, response.status(422), form.errors)
    const factor = await passkeys.factorOf(request, response, form.data)
    if (!factor) return refuse(request, response, words('passkey_ended'))
    const { login } = staffOf(response)
    const [from, now] = [auditOrigin(response), clock()]
    const countedFor = triesOf(config, login, cookies.device(request))
    const claim = { login, password: form.data.password, factor, countedFor, from, now }
    const proof = await proveOwner(databases.write, config, claim)
    if (proof.outcome === 'wait') {
      const t: Translate = response.locals['t']
      response.status(429).set('Retry-After', String(proof.seconds))
      return showError(request, response, t('accounts:sign_in.wait', { count: proof.seconds }))
    }
    const action = proof.outcome === 'proven' ? 'session.proven' : 'session.proof_refused'
    await databases.write.transaction().execute(async (trx) => {
      if (proof.outcome === 'proven') await noteProof(trx, response.locals['sessionId'], now)
      await recordAudit(trx, from, { action, subject: `staff:${login}` }, now)
    })
    if (proof.outcome === 'refused') return refuse(request, response, words('proof_refused'))
    response.redirect(303, nextOf(request))
  })

  return routes.router

  function refuse(request: Request, response: Response, message: string): void {
    showError(request, response.status(422), message)
  }

  function showError(request: Request, response: Response, message: string): void {
    showForm(request, response, [{ field: 'password', message }])
  }

  function showForm(request: Request, response: Response, errors: readonly FieldError[]): void {
    const { login } = staffOf(response)
    const t: Translate = response.locals['t']
    const page = { login, next: nextOf(request), hasPasskeys: passkeys.isPossible, errors, t }
    renderPage(response, 'accounts/confirm', confirmPage(page))
  }

  function nextOf(request: Request): string {
    return localPath(request.query['next']) ?? '/account'
  }
}
