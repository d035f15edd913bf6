import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'
import { UnreadableFile } from '../imports/unreadable-file.ts'
import { HttpError } from '../web/http-error.ts'
import { enteredValues } from '../web/parse-form.ts'
import { uploadOf } from '../web/receive-upload.ts'
import { rememberMapping } from './column-mapping.ts'
import { deleteFile } from './delete-expired-files.ts'
import { findImport } from './dossier-import.queries.ts'
import { type DossierImport, rowsDone } from './dossier-import.ts'
import { importPath } from './dossier-list.page.ts'
import { createDossierPages } from './dossier-pages.ts'
import type { ImportDeps } from './import-deps.ts'
import { createImportJobs } from './import-jobs.ts'
import { invitationFile } from './invitation-file.ts'
import { makeOutInvitations } from './make-out-invitations.ts'
import { parseMappingForm } from './mapping-form.ts'
import { receiveFile } from './receive-file.ts'
import { recognisedWords } from './recognised-words.ts'
import { refusalsCsv } from './refusals-csv.ts'
import { continueImport, startChecking, startImporting } from './start-import.ts'

const READ = { permission: 'dossiers.read' } as const
const WRITE = { permission: 'dossiers.write' } as const

/** `/dossiers`: lists of finished dossiers come in, are checked, imported, and go out as invitations. */
export function dossierRoutes(deps: Deps): Router {
  const { databases, clock, config, translations, logger } = deps
  const { read, write } = databases
  const importDeps: ImportDeps = {
    databases,
    clock,
    dossierSecret: config.dossierSecret,
    words: recognisedWords(translations),
  }
  const jobs = createImportJobs(importDeps, logger)
  const pages = createDossierPages(deps)
  const routes = staffRouter(deps)

  routes.get('/dossiers', READ, async (_request, response) => pages.showList(response))

  routes.post('/dossiers/imports', WRITE, async (_request, response) => {
    const { t } = response.locals
    const upload = uploadOf(response)
    if (!upload?.name) return pages.showList(response.status(422), t('invitations:mistake.file'))
    try {
      const id = await receiveFile(importDeps, { ...upload, importedBy: staffOf(response).id })
      response.redirect(303, importPath({ id }))
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      await pages.showList(response.status(422), t(`invitations:unreadable.${error.problem}`))
    }
  })

  routes.get('/dossiers/imports/:id', READ, async (request, response) => {
    await pages.showImport(response, await visible(request, response))
  })

  routes.get('/dossiers/imports/:id/progress', READ, async (request, response) => {
    const one = await visible(request, response)
    response.json({ state: one.state, done: rowsDone(one), rows: one.rows })
  })

  routes.post('/dossiers/imports/:id/mapping', WRITE, async (request, response) => {
    const one = await visible(request, response)
    const { mapping, errors } = parseMappingForm(request.body, await pages.offeredTo(response, one))
    if (!mapping) {
      const posted = { values: enteredValues(request.body), errors }
      return pages.showImport(response.status(422), one, posted)
    }
    if (await startChecking(write, one, mapping, clock())) {
      await rememberMapping(write, one.header, mapping, clock())
      jobs.start(one.id, unitsInScope(response))
    }
    response.redirect(303, importPath(one))
  })

  routes.post('/dossiers/imports/:id/run', WRITE, async (request, response) => {
    const one = await visible(request, response)
    if (await startImporting(write, one, clock())) {
      await note(response, 'dossiers.imported', one)
      jobs.start(one.id, unitsInScope(response))
    }
    response.redirect(303, importPath(one))
  })

  routes.post('/dossiers/imports/:id/continue', WRITE, async (request, response) => {
    const one = await visible(request, response)
    if (await continueImport(write, one, clock())) jobs.start(one.id, unitsInScope(response))
    response.redirect(303, importPath(one))
  })

  routes.get('/dossiers/imports/:id/refusals.csv', READ, async (request, response) => {
    const { id } = await visible(request, response)
    response.attachment('refusals.csv').type('text/csv')
    await pipeline(Readable.from(refusalsCsv(read, id, response.locals['t'])), response)
  })

  // Not before all of it has gone out is the file deleted: what breaks off can be had again.
  routes.post('/dossiers/imports/:id/invitations', WRITE, async (request, response) => {
    const one = await withFile(request, response)
    const { t } = response.locals
    const invitations = makeOutInvitations({ ...importDeps, publicUrl: config.publicUrl }, one, {
      scope: unitsInScope(response),
    })
    await note(response, 'invitations.made_out', one)
    response.attachment(`${t('invitations:file.name')}.csv`).type('text/csv')
    const lines = invitationFile(one, invitations, { t, citizens: translations.vi })
    await pipeline(Readable.from(lines), response)
    await deleteFile(write, one.id)
  })

  return routes.router

  async function visible(request: Request, response: Response): Promise<DossierImport> {
    const reader = { staffId: staffOf(response).id, scope: unitsInScope(response) }
    const one = await findImport(read, String(request.params['id']), reader)
    if (one?.kind !== 'file') throw new HttpError(404, 'not_found')
    return one
  }

  /** An import that is done and whose file is still there. */
  async function withFile(request: Request, response: Response): Promise<DossierImport> {
    const one = await visible(request, response)
    if (one.state !== 'imported' || one.fileUntil === null) throw new HttpError(409, 'changed_meanwhile')
    return one
  }

  function note(response: Response, action: string, { id, sourceName, fileHash }: DossierImport) {
    const after = { sourceName, sha256: fileHash }
    return recordAudit(
      write,
      auditOrigin(response),
      { action, subject: `dossier_import:${id}`, after },
      clock(),
    )
  }
}
