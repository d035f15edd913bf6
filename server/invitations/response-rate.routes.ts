import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { lastDay, type Period, parsePeriod, periodContaining } from '../statistics/reporting-period.ts'
import { listUnits } from '../units/unit.queries.ts'
import { unitsAsked, unitsSeen } from '../units/units-asked.ts'
import { csvDocument } from '../web/csv.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { responseRatePage } from './response-rate.page.ts'
import { dossierCounts, dossiersReportedAt } from './response-rate.queries.ts'

const FIGURES = { permission: 'figures.read' } as const
const days = z.object({ from: z.iso.date(), to: z.iso.date() })
const unitOf = z.string().max(64).catch('')

/** `/dossiers/response`: who was asked, and who answered. */
export function responseRateRoutes(deps: Deps): Router {
  const { databases, clock, renderPage } = deps
  const { read } = databases
  const routes = staffRouter(deps)

  routes.get('/dossiers/response', FIGURES, async (request, response) => {
    const { locale, t } = voice(response)
    const { period, isWrong } = askedPeriod(request)
    const unit = unitOf.parse(request.query['unit'])
    const [rows, { units, fields }, reportedAt] = await Promise.all([
      countsOf(response, unit, period),
      namesIn(locale),
      dossiersReportedAt(read),
    ])
    renderPage(
      response.status(isWrong ? 400 : 200),
      'invitations/response-rate',
      responseRatePage({
        period,
        rows,
        units,
        choosable: unitsSeen(units, response),
        fields,
        reportedOn: reportedAt === undefined ? null : civilDate(new Date(reportedAt)),
        posted: {
          values: { unit, from: period.from, to: lastDay(period) },
          errors: isWrong ? [{ field: 'from', message: t('invitations:response.wrongPeriod') }] : [],
        },
        t,
        format: formatFor(locale, t),
      }),
    )
  })

  routes.get('/dossiers/response.csv', FIGURES, async (request, response) => {
    const { locale, t } = voice(response)
    const { period } = askedPeriod(request)
    const unit = unitOf.parse(request.query['unit'])
    const [rows, { units, fields }] = await Promise.all([countsOf(response, unit, period), namesIn(locale)])
    const nameOf = (names: readonly { id: string; name: string }[], id: string) =>
      names.find((one) => one.id === id)?.name ?? id
    const header = ['unit', 'field', 'dossiers', 'invited', 'opened', 'answered']
    response
      .attachment('response-rate.csv')
      .type('text/csv')
      .send(
        csvDocument([
          header.map((column) => t(`invitations:response.column.${column}`)),
          ...rows.map((row) => [
            nameOf(units, row.unitId),
            nameOf(fields, row.procedureFieldId),
            row.dossiers,
            row.invited,
            row.opened,
            row.answered,
          ]),
        ]),
      )
  })

  return routes.router

  /** The present quarter, unless both days are given. */
  function askedPeriod(request: Request): { period: Period; isWrong: boolean } {
    const present = periodContaining(civilDate(clock()), 'quarter')
    if (request.query['from'] === undefined && request.query['to'] === undefined) {
      return { period: present, isWrong: false }
    }
    const { data } = days.safeParse(request.query)
    const period = data ? parsePeriod(`${data.from}..${data.to}`) : null
    return period ? { period, isWrong: false } : { period: present, isWrong: true }
  }

  async function countsOf(response: Response, unit: string, period: Period) {
    const unitIds = await unitsAsked(deps, response, unit)
    const rows = await dossierCounts(read, period)
    return unitIds === null ? rows : rows.filter((row) => unitIds.has(row.unitId))
  }

  async function namesIn(locale: Locale) {
    const [units, fields] = await Promise.all([listUnits(read), listProcedureFields(read)])
    return { units, fields: fields.map(({ id, name }) => ({ id, name: name[locale] })) }
  }
}

function voice(response: Response): { locale: Locale; t: Translate } {
  return response.locals as { locale: Locale; t: Translate }
}
