import { type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { isSimulated } from '../settings/setting.queries.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { monthsWithRatings } from '../statistics/tally.queries.ts'
import { csvDocument } from '../web/csv.ts'
import { formatFor } from '../web/format.ts'
import { HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { dashboardPage } from './dashboard.page.ts'
import { loadCatalogue } from './dashboard.queries.ts'
import type { Words } from './figure-words.ts'
import { loadMaterial, type Material } from './material.ts'
import { type Names, namesOf } from './names.ts'
import { parseQuestion } from './question.input.ts'
import { tableRecords } from './table-csv.ts'
import { tableRows } from './table-rows.ts'
import { tallySource } from './tally-source.ts'
import { nameWrongQuestion } from './wrong-question.ts'

/** Figures for officials: never kept by a browser or a proxy, so that a rating shows at the next load. */
export function dashboardRoutes({ databases, clock, renderPage }: Deps): Router {
  const router = Router()
  const source = tallySource(databases.read)

  router.get('/dashboard', async (request, response) => {
    response.set('Cache-Control', 'no-store')
    const material = await materialFor(request.query)
    const [ratings, simulated] = await Promise.all([
      monthsWithRatings(databases.read),
      isSimulated(databases.read),
    ])
    const { names, words } = voice(response, material)
    renderPage(response, 'dashboard/dashboard', dashboardPage({ material, names, words, ratings, simulated }))
  })

  router.get('/dashboard/tables/:table.csv', async (request, response) => {
    response.set('Cache-Control', 'no-store')
    const material = await materialFor(request.query)
    const rows = tableRows(material, voice(response, material).names).get(request.params.table)
    if (rows === undefined) throw new HttpError(404, 'not_found')
    const simulated = await isSimulated(databases.read)
    response
      .attachment(`${request.params.table}.csv`)
      .type('text/csv')
      .send(csvDocument(tableRecords(rows, material.question, { simulated })))
  })

  router.use(nameWrongQuestion(renderPage))
  return router

  async function materialFor(parameters: unknown): Promise<Material> {
    const today = civilDate(clock())
    const catalogue = await loadCatalogue(databases.read)
    const question = parseQuestion(parameters, {
      today,
      hasUnit: (id) => catalogue.units.some((unit) => unit.id === id),
      hasField: (id) => catalogue.fields.some((field) => field.id === id),
    })
    return loadMaterial(source, { question, catalogue, today })
  }
}

/** In which language and by which names a page speaks. */
function voice(response: Response, { catalogue, today }: Material): { names: Names; words: Words } {
  const t: Translate = response.locals['t']
  const locale: Locale = response.locals['locale']
  const format = formatFor(locale, t)
  return { names: namesOf({ catalogue, today, locale, t, format }), words: { t, format } }
}
