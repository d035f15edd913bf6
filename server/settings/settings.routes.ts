import type { Response, Router } from 'express'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { enteredValues } from '../web/parse-form.ts'
import { uploadOf } from '../web/receive-upload.ts'
import { changeSettings, type SettingsChange, StaleSettings } from './change-settings.ts'
import { readLogo } from './logo.queries.ts'
import { MOST_LOGO_BYTES, readPicture } from './picture.ts'
import { receivedBytes } from './received-bytes.ts'
import { problemWords } from './setting-words.ts'
import { parseSettings } from './settings.input.ts'
import { readSettings } from './settings.queries.ts'
import { settingsFile } from './settings-file.ts'
import { settingsFromForm } from './settings-form.ts'
import { createSettingsPages, DONE, type Done, seenValues } from './settings-pages.ts'

const READ = { permission: 'settings.read' } as const
const WRITE = { permission: 'settings.write' } as const

/** `/settings`: what a province decides for itself. */
export function settingsRoutes(deps: Deps): Router {
  const { databases, clock, languages, settings } = deps
  const tags = languages.all.map(({ tag }) => tag)
  const { show, showAgain, showStale, wordsOf } = createSettingsPages(deps)
  const routes = staffRouter(deps)

  routes.get('/settings', READ, (request, response) =>
    show(response, { done: DONE.find((one) => one === request.query['done']) }),
  )

  routes.post('/settings', WRITE, async (request, response) => {
    const { revision, seen, ...form } = request.body ?? {}
    const entered = { values: enteredValues(form), seen: seenValues(seen), revision: Number(revision) }
    const { values, problems } = parseSettings(settingsFromForm(form, tags), tags)
    if (!values) {
      const words = wordsOf(response)
      const errors = problems.map((one) => ({ field: one.field, message: problemWords(one, words) }))
      return showAgain(response.status(422), entered, errors)
    }
    await take({ values }, revision, response, { done: 'saved', orElse: () => showStale(response, entered) })
  })

  routes.post('/settings/logo', WRITE, async (request, response) => {
    const logo = readPicture(await receivedBytes(uploadOf(response), MOST_LOGO_BYTES))
    if (typeof logo === 'string') {
      const logoError = wordsOf(response).t(`settings:logo.problem.${logo}`)
      return show(response.status(422), { logoError })
    }
    await take({ logo }, request.body?.revision, response, {
      done: 'logo',
      orElse: () => showStale(response),
    })
  })

  routes.post('/settings/logo/remove', WRITE, (request, response) =>
    take({ logo: null }, request.body?.revision, response, {
      done: 'logoRemoved',
      orElse: () => showStale(response),
    }),
  )

  routes.get('/settings/export', READ, async (_request, response) => {
    const [current, logo] = await Promise.all([readSettings(databases.read), readLogo(databases.read)])
    response
      .attachment('thuoc-do-settings.json')
      .type('json')
      .send(settingsFile(current, logo, clock()))
  })

  return routes.router

  async function take(
    change: SettingsChange,
    revision: unknown,
    response: Response,
    { done, orElse }: { done: Done; orElse: () => Promise<void> },
  ): Promise<void> {
    const doing = { revision: Number(revision), by: auditOrigin(response), now: clock() }
    try {
      await changeSettings(databases.write, change, doing)
    } catch (error) {
      if (error instanceof StaleSettings) return orElse()
      throw error
    } finally {
      settings.forget()
    }
    response.redirect(303, `/settings?done=${done}`)
  }
}
