import type { Response, Router } from 'express'
import { may } from '../accounts/may.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { formatFor } from '../web/format.ts'
import { HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { newApiKeyForm } from './api-key.input.ts'
import { listApiKeys } from './api-key.queries.ts'
import { type ApiKeysInput, apiKeysPage } from './api-keys.page.ts'
import { makeApiKey, revokeApiKey } from './make-api-key.ts'

const READ = { permission: 'settings.read' } as const
const SETTINGS = { permission: 'settings.write' } as const

/** `/api-keys`: who may report dossiers by program. */
export function apiKeyRoutes(deps: Deps): Router {
  const { databases, clock, renderPage } = deps
  const routes = staffRouter(deps)

  routes.get('/api-keys', READ, async (_request, response) => {
    await show(response, { made: null, posted: { values: { days: '365' }, errors: [] } })
  })

  routes.post('/api-keys', SETTINGS, async (request, response) => {
    const words = (mistake: string) => String(response.locals['t'](`invitations:keys.mistake.${mistake}`))
    const form = parseForm(newApiKeyForm, request.body, words)
    const isUnit = (await units()).some(({ id }) => id === form.data?.unit)
    const errors = form.errors ?? (isUnit ? [] : [{ field: 'unit', message: words('unit') }])
    if (!form.data || errors.length > 0) {
      const posted = { values: enteredValues(request.body), errors }
      return show(response.status(422), { made: null, posted })
    }
    const made = await makeApiKey(databases.write, form.data, { by: auditOrigin(response), now: clock() })
    await show(response.status(201), { made, posted: { values: { days: '365' }, errors: [] } })
  })

  routes.post('/api-keys/:id/revoke', SETTINGS, async (request, response) => {
    const doing = { by: auditOrigin(response), now: clock() }
    if (!(await revokeApiKey(databases.write, String(request.params['id']), doing))) {
      throw new HttpError(404, 'not_found')
    }
    response.redirect(303, '/api-keys')
  })

  return routes.router

  function units() {
    return choosableUnits(databases.read, null, civilDate(clock()))
  }

  async function show(response: Response, state: Pick<ApiKeysInput, 'made' | 'posted'>): Promise<void> {
    const { locale, t } = response.locals as { locale: 'vi' | 'en'; t: ApiKeysInput['t'] }
    const keys = await listApiKeys(databases.read)
    const format = formatFor(locale, t)
    const page = apiKeysPage({
      keys,
      units: await units(),
      mayChange: may(response, 'settings.write'),
      now: clock(),
      t,
      format,
      ...state,
    })
    renderPage(response, 'api/api-keys', page)
  }
}
