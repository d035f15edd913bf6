import type { Response, Router } from 'express'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { uploadOf } from '../web/receive-upload.ts'
import { changeSettings, StaleSettings } from './change-settings.ts'
import { type ImportState, settingsImportPage } from './import.page.ts'
import { receivedBytes } from './received-bytes.ts'
import { readSettings } from './settings.queries.ts'
import { MOST_FILE_BYTES, readSettingsFile } from './settings-file.ts'
import { createSettingsPages } from './settings-pages.ts'

const WRITE = { permission: 'settings.write' } as const

/** `/settings/import`: the settings from a file, looked at before they are taken. */
export function settingsImportRoutes(deps: Deps): Router {
  const { databases, clock, languages, renderPage, settings } = deps
  const tags = languages.all.map(({ tag }) => tag)
  const { wordsOf } = createSettingsPages(deps)
  const routes = staffRouter(deps)

  routes.get('/settings/import', WRITE, (_request, response) => show(response, { state: 'empty' }))

  routes.post('/settings/import', WRITE, async (_request, response) => {
    await preview(response, await receivedBytes(uploadOf(response), MOST_FILE_BYTES))
  })

  routes.post('/settings/import/confirm', WRITE, async (request, response) => {
    const file = Buffer.from(String(request.body?.content ?? ''), 'base64url')
    const { read } = readSettingsFile(file, tags)
    if (!read) return preview(response, file)
    const doing = {
      revision: Number(request.body?.revision),
      by: auditOrigin(response),
      now: clock(),
    }
    try {
      await changeSettings(databases.write, read, doing)
    } catch (error) {
      // Compared with what is there by now, it is to be confirmed once more.
      if (error instanceof StaleSettings) return preview(response.status(409), file)
      throw error
    } finally {
      settings.forget()
    }
    response.redirect(303, '/settings?done=imported')
  })

  return routes.router

  async function preview(response: Response, file: Buffer): Promise<void> {
    const { read, problems } = readSettingsFile(file, tags)
    if (!read) return show(response.status(422), { state: 'refused', problems })
    const content = file.toString('base64url')
    show(response, { state: 'read', read, content, settings: await readSettings(databases.write) })
  }

  function show(response: Response, state: ImportState): void {
    renderPage(response, 'settings/import', settingsImportPage(state, wordsOf(response)))
  }
}
