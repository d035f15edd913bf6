import type { Response } from 'express'
import { grantScope, grantsFor } from '../accounts/grant-scope.ts'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { unitsUnder } from '../units/units-under.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { formUrl } from './form-url.ts'
import { listRegistered, type RegisteredTouchpoint } from './register.queries.ts'
import { type TouchpointInput, touchpointPage } from './touchpoint.page.ts'
import type { TouchpointFilter } from './touchpoint-filter.input.ts'
import { newTouchpointPage, touchpointChangePage } from './touchpoint-form.page.ts'
import { touchpointListPage } from './touchpoint-list.page.ts'

type Values = Readonly<Record<string, string>>

/** What staff see of the touchpoints. */
export interface TouchpointPages {
  showList(response: Response, filter: TouchpointFilter): Promise<void>
  showTouchpoint(
    response: Response,
    touchpoint: RegisteredTouchpoint,
    shown: Pick<TouchpointInput, 'done' | 'errors' | 'values'>,
  ): Promise<void>
  showNewForm(response: Response, values: Values, errors: readonly FieldError[]): Promise<void>
  showChangeForm(
    response: Response,
    code: string,
    values: Values,
    errors: readonly FieldError[],
  ): Promise<void>
}

export function createTouchpointPages({ config, databases, clock, renderPage }: Deps): TouchpointPages {
  const db = databases.read
  const today = () => civilDate(clock())

  async function words(response: Response) {
    const { locale, t } = response.locals as { locale: Locale; t: Translate }
    return { locale, t, fields: await listProcedureFields(db) }
  }

  /** The units for which the person may change touchpoints, on a page that they may only read. */
  function writableUnits(response: Response): Promise<ReadonlySet<string> | null> {
    return grantScope(db, grantsFor(staffOf(response).grants, 'touchpoints.write'))
  }

  return {
    async showList(response, filter) {
      const scope = unitsInScope(response)
      const unitIds = filter.unit === '' ? scope : await unitsUnder(db, filter.unit, scope)
      const question = { unitIds, state: filter.state || null, search: filter.q }
      const page = touchpointListPage({
        ...(await words(response)),
        touchpoints: await listRegistered(db, question, today()),
        units: await choosableUnits(db, scope, today()),
        values: filter,
        mayAdd: (await writableUnits(response))?.size !== 0,
      })
      renderPage(response, 'touchpoints/list', page)
    },
    async showTouchpoint(response, touchpoint, shown) {
      const writable = await writableUnits(response)
      const page = touchpointPage({
        ...(await words(response)),
        ...shown,
        touchpoint,
        formUrl: formUrl(config.publicUrl, touchpoint.code),
        today: today(),
        mayChange: writable === null || writable.has(touchpoint.unitId),
      })
      renderPage(response, 'touchpoints/touchpoint', page)
    },
    async showNewForm(response, values, errors) {
      const units = await choosableUnits(db, unitsInScope(response), today())
      const page = newTouchpointPage({ ...(await words(response)), units, values, errors })
      renderPage(response, 'touchpoints/form', page)
    },
    async showChangeForm(response, code, values, errors) {
      const page = touchpointChangePage({ ...(await words(response)), code, values, errors })
      renderPage(response, 'touchpoints/form', page)
    },
  }
}
