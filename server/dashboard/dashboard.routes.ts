import type { Request, Response, Router } from 'express'
import { mayAt } from '../accounts/may.ts'
import { recordRefusal } from '../accounts/refuse-access.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { countFlags } from '../review/flag.queries.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { isSimulated } from '../settings/setting.queries.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { monthsWithRatings } from '../statistics/tally.queries.ts'
import { subtree } from '../units/unit-tree.ts'
import { csvDocument } from '../web/csv.ts'
import { formatFor } from '../web/format.ts'
import { HttpError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { dashboardPage } from './dashboard.page.ts'
import { catalogueOf, loadCatalogue, treeOf } from './dashboard.queries.ts'
import type { Words } from './figure-words.ts'
import { loadQuestions } from './load-questions.ts'
import { loadMaterial, type Material } from './material.ts'
import { type Names, namesOf } from './names.ts'
import { parseQuestion, WrongQuestion } from './question.input.ts'
import { QUESTIONS, questionsPage } from './questions.page.ts'
import { questionRecords } from './questions-csv.ts'
import { type ReadableUnits, readableUnits } from './readable-units.ts'
import { tableRecords } from './table-csv.ts'
import { tableRows } from './table-rows.ts'
import type { TallySource } from './tally-source.ts'
import { nameWrongQuestion } from './wrong-question.ts'

/** Figures for officials, each of the units that they may read: a unit of others is as if it were not there. */
export function dashboardRoutes(deps: Deps, source: TallySource): Router {
  const { databases, clock, renderPage } = deps
  const routes = staffRouter(deps)
  const access = { permission: 'figures.read' } as const

  routes.get('/dashboard', access, async (request, response) => {
    const readable = readableUnits(response)
    const [ownUnit] = readable.own
    if (ownUnit !== undefined && !request.query['unit']) return leadTo(ownUnit, request, response)
    const material = await materialFor(request.query, readable, response)
    const { unitId, period } = material.question
    const units = unitId === null ? null : subtree(material.tree, unitId)
    const [ratings, flags, simulated] = await Promise.all([
      monthsWithRatings(databases.read),
      countFlags(databases.read, units, period),
      isSimulated(databases.read),
    ])
    const { names, words } = voice(response, material)
    renderPage(
      response,
      'dashboard/dashboard',
      dashboardPage({ material, readable, names, words, ratings, flags, simulated }),
    )
  })

  routes.get('/dashboard/tables/:table.csv', access, async (request, response) => {
    const table = String(request.params['table'])
    const material = await materialFor(request.query, readableUnits(response), response)
    const rows = tableRows(material, voice(response, material).names).get(table)
    if (rows === undefined) throw new HttpError(404, 'not_found')
    const simulated = await isSimulated(databases.read)
    response
      .attachment(`${table}.csv`)
      .type('text/csv')
      .send(csvDocument(tableRecords(rows, material.question, { simulated })))
  })

  routes.get(QUESTIONS, access, async (request, response) => {
    const readable = readableUnits(response)
    const [ownUnit] = readable.own
    if (ownUnit !== undefined && !request.query['unit']) return leadTo(ownUnit, request, response)
    const material = await materialFor(request.query, readable, response)
    const results = await questionsFor(request, response, material)
    const locale: Locale = response.locals['locale']
    renderPage(
      response,
      'dashboard/questions',
      questionsPage(results, material, { ...voice(response, material), locale }),
    )
  })

  routes.get(`${QUESTIONS}.csv`, access, async (request, response) => {
    const material = await materialFor(request.query, readableUnits(response), response)
    const [results, simulated] = await Promise.all([
      questionsFor(request, response, material),
      isSimulated(databases.read),
    ])
    const locale: Locale = response.locals['locale']
    response
      .attachment('questions.csv')
      .type('text/csv')
      .send(csvDocument(questionRecords(results, material, { locale, simulated })))
  })

  routes.router.use(nameWrongQuestion(renderPage))
  return routes.router

  async function questionsFor(request: Request, response: Response, material: Material) {
    const mayReadComments = await mayAt(databases.read, response, 'comments.read')
    const { version } = request.query
    const reading = { db: databases.read, source, mayReadComments }
    return loadQuestions(reading, material, typeof version === 'string' ? version : '')
  }

  async function materialFor(
    parameters: unknown,
    readable: ReadableUnits,
    response: Response,
  ): Promise<Material> {
    const today = civilDate(clock())
    const catalogue = await loadCatalogue(databases.read)
    const question = parseQuestion(parameters, {
      today,
      hasUnit: (id) => catalogue.units.some((unit) => unit.id === id),
      hasField: (id) => catalogue.fields.some((field) => field.id === id),
    })
    const tree = treeOf(catalogue, question.view, question.period)
    if (!readable.includes(question.unitId, tree)) {
      await recordRefusal(databases.write, response, question.unitId, clock())
      throw new WrongQuestion(['unit'])
    }
    const named = catalogueOf(catalogue, question.view, { period: question.period, today })
    return loadMaterial(source, { question, catalogue: named, today, rules: settingsOf(response) })
  }
}

/** The same question about the person's own unit. */
function leadTo(unitId: string, request: Request, response: Response): void {
  const parameters = new URLSearchParams(request.originalUrl.split('?')[1])
  parameters.set('unit', unitId)
  response.redirect(303, `${request.path}?${parameters}`)
}

/** In which language and by which names a page speaks. */
function voice(response: Response, { catalogue, today }: Material): { names: Names; words: Words } {
  const t: Translate = response.locals['t']
  const locale: Locale = response.locals['locale']
  const format = formatFor(locale, t)
  return { names: namesOf({ catalogue, today, locale, t, format }), words: { t, format } }
}
