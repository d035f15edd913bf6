import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import { may } from '../accounts/may.ts'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { SlipAcceptance } from './accept-slip.ts'
import { batchPage } from './batch.page.ts'
import { type Batch, listBatches, listSlips } from './batch.queries.ts'
import { batchFormPage } from './batch-form.page.ts'
import { batchListPage } from './batch-list.page.ts'
import { checkPage } from './check.page.ts'

type Values = Readonly<Record<string, string>>

/** What staff see of the paper slips. */
export interface EntryPages {
  showList(response: Response): Promise<void>
  showForm(response: Response, values: Values, errors: readonly FieldError[]): Promise<void>
  showBatch(response: Response, batch: Batch, values: Values, errors: readonly FieldError[]): Promise<void>
  showCheck(response: Response, batch: Batch): Promise<void>
}

export function createEntryPages(
  { databases, clock, renderPage }: Deps,
  { touchpointOf }: SlipAcceptance,
): EntryPages {
  const db = databases.read

  async function words(response: Response) {
    const { locale, t } = response.locals as { locale: Locale; t: Translate }
    return { locale, t, fields: await listProcedureFields(db) }
  }

  return {
    async showList(response) {
      const batches = await listBatches(db, unitsInScope(response))
      renderPage(
        response,
        'entries/list',
        batchListPage(batches, { ...(await words(response)), mayEnter: may(response, 'entries.write') }),
      )
    },
    async showForm(response, values, errors) {
      const units = await choosableUnits(db, unitsInScope(response), civilDate(clock()))
      renderPage(
        response,
        'entries/form',
        batchFormPage({ ...(await words(response)), units, values, errors }),
      )
    },
    async showBatch(response, batch, values, errors) {
      const { instrumentVersion } = await touchpointOf(batch)
      const page = batchPage({
        ...(await words(response)),
        batch,
        content: instrumentVersion.content,
        last: (await listSlips(db, batch.id)).at(-1),
        isOwn: batch.enteredBy === staffOf(response).id,
        submissionKey: values['submissionKey'] ?? randomUUID(),
        values,
        errors,
      })
      renderPage(response, 'entries/batch', page)
    },
    async showCheck(response, batch) {
      const { instrumentVersion } = await touchpointOf(batch)
      const slips = await listSlips(db, batch.id)
      renderPage(
        response,
        'entries/check',
        checkPage(batch, slips, instrumentVersion.content, await words(response)),
      )
    },
  }
}
