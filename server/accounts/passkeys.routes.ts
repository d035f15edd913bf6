import type { Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { type AccountChange, accountChangePage } from './account-change.page.ts'
import { ceremony } from './ceremony.ts'
import { addPasskey, removeAuthenticator, removePasskey } from './change-passkeys.ts'
import { askForProof, useProof } from './fresh-proof.ts'
import type { Doing } from './grant-role.ts'
import { mistakeWords } from './mistake-words.ts'
import { newPasskeyOptions, verifiedNewPasskey } from './new-passkey.ts'
import { newPasskeyInput } from './passkey.input.ts'
import { credentialIds, listPasskeys } from './passkey.queries.ts'
import { passkeyFormPage } from './passkey-form.page.ts'
import { relyingParty } from './relying-party.ts'
import { staffOf } from './staff.ts'
import { staffRouter } from './staff-router.ts'

/** `/account/passkeys`: one's own passkeys, and the authenticator app that they make dispensable. */
export function passkeyRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const party = relyingParty(config.publicUrl)
  const making = ceremony<{ challenge: string; sessionId: string }>(deps, 'new-passkey')
  const routes = staffRouter(deps)
  const signedIn = { permission: null }
  const proof = askForProof(deps)

  routes.get('/account/passkeys/new', signedIn, proof, (_request, response) => {
    showForm(response, {}, [])
  })

  routes.post('/account/passkeys/challenge', signedIn, async (_request, response) => {
    if (!party) throw new HttpError(404, 'not_found')
    const staff = staffOf(response)
    const options = await newPasskeyOptions(party, staff, await credentialIds(databases.read, staff.id))
    making.begin(response, { challenge: options.challenge, sessionId: response.locals['sessionId'] })
    response.json(options)
  })

  routes.post('/account/passkeys', signedIn, async (request, response) => {
    const words = mistakeWords(response)
    const form = parseForm(newPasskeyInput, request.body, words)
    const values = enteredValues(request.body)
    if (!form.data) return showForm(response.status(422), values, form.errors)
    const { name, passkey } = form.data
    const begun = await making.finish(request, response)
    const isOurs = begun?.sessionId === response.locals['sessionId']
    const made =
      party && begun && isOurs && passkey && (await verifiedNewPasskey(party, passkey, begun.challenge))
    const isAdded =
      made &&
      (await databases.write.transaction().execute(async (trx) => {
        await useProof(trx, response, clock())
        return addPasskey(trx, staffOf(response), { name, ...made }, doing(response))
      }))
    if (!isAdded)
      return showForm(response.status(422), values, [{ field: 'name', message: words('passkey_not_made') }])
    response.redirect(303, '/account?done=passkey_added')
  })

  routes.get('/account/passkeys/:id/remove', signedIn, proof, async (request, response) => {
    const id = String(request.params['id'])
    const own = await listPasskeys(databases.read, staffOf(response).id)
    const passkey = own.find((each) => each.id === id)
    if (!passkey) throw new HttpError(404, 'not_found')
    showChange(response, 'remove_passkey', { action: `/account/passkeys/${id}/remove`, name: passkey.name })
  })

  routes.post('/account/passkeys/:id/remove', signedIn, async (request, response) => {
    await databases.write.transaction().execute(async (trx) => {
      await useProof(trx, response, clock())
      await removePasskey(trx, staffOf(response), String(request.params['id']), doing(response))
    })
    response.redirect(303, '/account?done=passkey_removed')
  })

  routes.get('/account/authenticator/remove', signedIn, proof, (_request, response) => {
    showChange(response, 'remove_authenticator', { action: '/account/authenticator/remove' })
  })

  routes.post('/account/authenticator/remove', signedIn, async (_request, response) => {
    await databases.write.transaction().execute(async (trx) => {
      await useProof(trx, response, clock())
      await removeAuthenticator(trx, staffOf(response), doing(response))
    })
    response.redirect(303, '/account?done=authenticator_removed')
  })

  return routes.router

  function doing(response: Response): Doing {
    return { by: auditOrigin(response), now: clock() }
  }

  function showChange(
    response: Response,
    change: AccountChange,
    about: { action: string; name?: string },
  ): void {
    const page = accountChangePage(change, about, response.locals['t'])
    renderPage(response, 'accounts/account-change', page)
  }

  function showForm(
    response: Response,
    values: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
  ): void {
    response.locals['pagePath'] = '/account/passkeys/new'
    const page = { values, errors, isPossible: party !== null, t: response.locals['t'] }
    renderPage(response, 'accounts/passkey-form', passkeyFormPage(page))
  }
}
