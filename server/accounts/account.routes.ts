import type { Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { parseForm } from '../web/parse-form.ts'
import { accountPage } from './account.page.ts'
import { issueLink } from './issue-link.ts'
import { mistakeWords } from './mistake-words.ts'
import { countRecoveryCodes, listSessions } from './own-account.queries.ts'
import { proveOwner } from './prove-owner.ts'
import { proofInput } from './sign-in.input.ts'
import { currentGrants } from './staff.queries.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'

/** `/account`: one's own sessions, and the way to a new password and authenticator. */
export function accountRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const routes = staffRouter(deps)
  const signedIn = { permission: null }

  routes.get('/account', signedIn, async (request, response) => {
    await showAccount(response, { done: request.query['done'] === 'ended', errors: [] })
  })

  routes.post('/account/sessions/:id/end', signedIn, async (request, response) => {
    const { id, login } = staffOf(response)
    await databases.write.transaction().execute(async (trx) => {
      const ended = await trx
        .deleteFrom('staff_session')
        .where('id', '=', String(request.params['id']))
        .where('staff_id', '=', id)
        .returning('id')
        .execute()
      if (ended.length === 0) throw new HttpError(404, 'not_found')
      const by = auditOrigin(response)
      await recordAudit(trx, by, { action: 'session.ended', subject: `staff:${login}` }, clock())
    })
    response.redirect(303, '/account?done=ended')
  })

  // A session that somebody left open must not be enough to take the account over.
  routes.post('/account/renew', signedIn, async (request, response) => {
    const t: Translate = response.locals['t']
    const form = parseForm(proofInput, request.body, mistakeWords(response))
    if (!form.data) return showAccount(response.status(422), { done: false, errors: form.errors })
    const { id, login } = staffOf(response)
    const proof = await proveOwner(databases.write, config, { login, ...form.data, now: clock() })
    if (proof.outcome === 'wait') {
      const message = t('accounts:sign_in.wait', { count: proof.seconds })
      response.set('Retry-After', String(proof.seconds))
      return showAccount(response.status(429), { done: false, errors: [{ field: 'password', message }] })
    }
    if (proof.outcome === 'refused') {
      const message = t('accounts:error.proof_refused')
      return showAccount(response.status(422), { done: false, errors: [{ field: 'password', message }] })
    }
    const link = await databases.write.transaction().execute(async (trx) => {
      const change = { action: 'staff.renewal_begun', subject: `staff:${login}` }
      await recordAudit(trx, auditOrigin(response), change, clock())
      return issueLink(trx, config, id, clock())
    })
    const { pathname, search } = new URL(link)
    response.redirect(303, pathname + search)
  })

  return routes.router

  async function showAccount(
    response: Response,
    shown: { done: boolean; errors: readonly FieldError[] },
  ): Promise<void> {
    const { locale, t, sessionId } = response.locals as { locale: Locale; t: Translate; sessionId: string }
    const staff = staffOf(response)
    const now = clock()
    const [grants, sessions, recoveryCodes] = await Promise.all([
      currentGrants(databases.read, staff.id, civilDate(now)),
      listSessions(databases.read, staff.id, now),
      countRecoveryCodes(databases.read, staff.id),
    ])
    response.locals['pagePath'] = '/account'
    renderPage(
      response,
      'accounts/account',
      accountPage({
        staff,
        grants,
        sessions,
        currentSessionId: sessionId,
        recoveryCodes,
        ...shown,
        locale,
        t,
      }),
    )
  }
}
