import type { Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { accountPage, OWN_DEEDS } from './account.page.ts'
import { accountChangePage } from './account-change.page.ts'
import { askForProof, useProof } from './fresh-proof.ts'
import { linkedIdentity } from './identity.queries.ts'
import { issueLink } from './issue-link.ts'
import { countRecoveryCodes, hasAuthenticator, listSessions } from './own-account.queries.ts'
import { listPasskeys } from './passkey.queries.ts'
import { currentGrants } from './staff.queries.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'

/** `/account`: one's own sessions, and the way to a new password and authenticator. */
export function accountRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const routes = staffRouter(deps)
  const signedIn = { permission: null }

  routes.get('/account', signedIn, async (request, response) => {
    const { locale, t, sessionId } = response.locals as { locale: Locale; t: Translate; sessionId: string }
    const staff = staffOf(response)
    const now = clock()
    const { read } = databases
    const [grants, sessions, recoveryCodes, authenticator, passkeys, linked] = await Promise.all([
      currentGrants(read, staff.id, civilDate(now)),
      listSessions(read, staff.id, now),
      countRecoveryCodes(read, staff.id),
      hasAuthenticator(read, staff.id),
      listPasskeys(read, staff.id),
      linkedIdentity(read, staff.id),
    ])
    renderPage(
      response,
      'accounts/account',
      accountPage({
        staff,
        grants,
        sessions,
        currentSessionId: sessionId,
        recoveryCodes,
        hasAuthenticator: authenticator,
        passkeys,
        hasProvider: config.provider !== null,
        linkedAs: linked?.name ?? null,
        done: OWN_DEEDS.find((deed) => deed === request.query['done']) ?? null,
        locale,
        t,
      }),
    )
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
    response.redirect(303, '/account?done=session_ended')
  })

  routes.get('/account/renew', signedIn, askForProof(deps), (_request, response) => {
    const page = accountChangePage('renew', { action: '/account/renew' }, response.locals['t'])
    renderPage(response, 'accounts/account-change', page)
  })

  routes.post('/account/renew', signedIn, async (_request, response) => {
    const { id, login } = staffOf(response)
    const link = await databases.write.transaction().execute(async (trx) => {
      await useProof(trx, response, clock())
      const change = { action: 'staff.renewal_begun', subject: `staff:${login}` }
      await recordAudit(trx, auditOrigin(response), change, clock())
      return issueLink(trx, config, id, clock())
    })
    const { pathname, search } = new URL(link)
    response.redirect(303, pathname + search)
  })

  return routes.router
}
