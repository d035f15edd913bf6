import type { Response } from 'express'
import { may } from '../accounts/may.ts'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { dossierImportPage, MOST_REFUSALS } from './dossier-import.page.ts'
import { listImports, listRefusals } from './dossier-import.queries.ts'
import type { DossierImport } from './dossier-import.ts'
import { dossierListPage } from './dossier-list.page.ts'
import type { Offered } from './mapping-form.ts'

export interface Posted {
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
}

/** What officials see of dossiers. */
export function createDossierPages({ databases: { read }, clock, renderPage }: Deps) {
  return {
    async showList(response: Response, error: string | null = null): Promise<void> {
      const { t, format } = voice(response)
      const reader = { staffId: staffOf(response).id, scope: unitsInScope(response) }
      const imports = await listImports(read, reader)
      const page = dossierListPage({
        imports,
        mayImport: may(response, 'dossiers.write'),
        error,
        now: clock(),
        t,
        format,
      })
      renderPage(response, 'invitations/dossiers', page)
    },

    async showImport(response: Response, one: DossierImport, posted: Posted | null = null): Promise<void> {
      const { t, format } = voice(response)
      const [offered, refusals] = await Promise.all([
        offeredTo(response, one),
        listRefusals(read, one.id, { limit: MOST_REFUSALS }),
      ])
      renderPage(
        response,
        'invitations/import',
        dossierImportPage({
          one,
          offered,
          posted,
          refusals,
          mayImport: may(response, 'dossiers.write'),
          now: clock(),
          t,
          format,
        }),
      )
    },

    offeredTo,
  }

  /** What the columns of a file can be told to be. */
  async function offeredTo(response: Response, { header }: DossierImport): Promise<Offered> {
    const { locale, t } = response.locals as { locale: Locale; t: Translate }
    const units = await choosableUnits(read, unitsInScope(response), civilDate(clock()))
    const fields = await listProcedureFields(read)
    const procedureFields = fields.map(({ id, name }) => ({ id, name: name[locale] }))
    return { header, units, procedureFields, t }
  }
}

function voice(response: Response) {
  const { locale, t } = response.locals as { locale: Locale; t: Translate }
  return { t, format: formatFor(locale, t) }
}
