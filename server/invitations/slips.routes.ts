import type { Response, Router } from 'express'
import { z } from 'zod'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { qrSvg } from '../posters/qr-code.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { listUnits } from '../units/unit.queries.ts'
import { HttpError } from '../web/http-error.ts'
import { enteredValues } from '../web/parse-form.ts'
import { hashOfCode } from './dossier-hash.ts'
import { findImport } from './dossier-import.queries.ts'
import { importPath } from './dossier-list.page.ts'
import { inviteDossiers } from './invite-dossiers.ts'
import { invitationLink, type MadeOutInvitation, makeOutInvitations } from './make-out-invitations.ts'
import { recognisedWords } from './recognised-words.ts'
import { slipFormPage } from './slip-form.page.ts'
import { SLIPS_PER_PAGE, type Slip, type SlipsInput, slipsPage } from './slips.page.ts'

const WRITE = { permission: 'dossiers.write' } as const
const slipsForm = z.strictObject({ from: z.coerce.number().int().min(1).max(2_000_000) })
const slipForm = z.strictObject({ code: z.string().max(200) })

/** Results slips with the QR code of an invitation. To open them is to make the invitations out, so it is a POST. */
export function slipRoutes(deps: Deps): Router {
  const { databases, clock, config, translations, renderPage } = deps
  const { read, write } = databases
  const { dossierSecret, publicUrl } = config
  const words = recognisedWords(translations)
  const routes = staffRouter(deps)

  routes.post('/dossiers/imports/:id/slips', WRITE, async (request, response) => {
    const form = slipsForm.safeParse(request.body)
    const scope = unitsInScope(response)
    const reader = { staffId: staffOf(response).id, scope }
    const one = await findImport(read, String(request.params['id']), reader)
    if (one?.kind !== 'file') throw new HttpError(404, 'not_found')
    if (one.state !== 'imported' || one.fileUntil === null || !form.success) {
      throw new HttpError(409, 'changed_meanwhile')
    }
    const { from } = form.data
    const making = { databases, clock, dossierSecret, words, publicUrl }
    const wanted = { scope, skip: from - 1, most: SLIPS_PER_PAGE }
    const invitations: MadeOutInvitation[] = []
    for await (const chunk of makeOutInvitations(making, one, wanted)) invitations.push(...chunk)
    const list = { from, rows: one.rows ?? 0, action: `${importPath(one)}/slips` }
    await show(response, invitations, { list, backHref: importPath(one) })
  })

  routes.get('/dossiers/slip', WRITE, (_request, response) => {
    renderPage(response, 'invitations/slip-form', slipFormPage({}, [], response.locals['t']))
  })

  routes.post('/dossiers/slip', WRITE, async (request, response) => {
    const form = slipForm.safeParse(request.body)
    const code = form.data?.code.normalize('NFC').trim() ?? ''
    const invitation = await invitationFor(code, unitsInScope(response))
    if (invitation) return show(response, [invitation], { list: null, backHref: '/dossiers/slip' })
    const { t } = response.locals
    const errors = [{ field: 'code', message: t('invitations:mistake.dossier') }]
    renderPage(
      response.status(422),
      'invitations/slip-form',
      slipFormPage(enteredValues(request.body), errors, t),
    )
  })

  return routes.router

  async function invitationFor(code: string, scope: ReadonlySet<string> | null) {
    const codeHash = hashOfCode(code, dossierSecret)
    if (codeHash === null) return undefined
    const invited = await write
      .transaction()
      .execute((trx) => inviteDossiers(trx, [codeHash], { today: civilDate(clock()), scope }))
    const dossier = invited.get(codeHash)
    const link = invitationLink(codeHash, dossierSecret, publicUrl)
    return dossier && { ...dossier, code, link, cells: [] }
  }

  async function show(
    response: Response,
    invitations: readonly MadeOutInvitation[],
    page: Pick<SlipsInput, 'list' | 'backHref'>,
  ): Promise<void> {
    const names = new Map((await listUnits(read)).map(({ id, name }) => [id, name]))
    const slips: Slip[] = []
    for (const { code, link, unitId } of invitations) {
      slips.push({ code, link, unitName: names.get(unitId) ?? '', qrSvg: await qrSvg(link) })
    }
    renderPage(response, 'invitations/slips', slipsPage({ slips, ...page, t: response.locals['t'] }))
  }
}
