import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { isSimulated } from '../settings/setting.queries.ts'
import { addDays, startOfDay } from '../statistics/civil-date.ts'
import { civilDate, type Period } from '../statistics/reporting-period.ts'
import { listUnits, type Unit } from '../units/unit.queries.ts'
import { unitsAsked, unitsSeen } from '../units/units-asked.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { CommentQuestion } from './comment.queries.ts'
import { commentCsv } from './comment-csv.ts'
import { commentListPage } from './comment-list.page.ts'
import { openPlace, sealedPlace } from './comment-place.ts'
import type { CommentNames } from './comment-words.ts'
import { type CommentFilter, commentFilter } from './comments.input.ts'
import { commentNumbers, firstComments, readComments } from './read-comments.ts'

const ON_ONE_PAGE = 50
/** Shown where no days are chosen. */
const RECENT_DAYS = 90

/** `/comments`: what people wrote, of the units that somebody may read. */
export function commentRoutes(deps: Deps): Router {
  const { config, databases, clock, renderPage } = deps
  const db = databases.read
  const routes = staffRouter(deps)
  const access = { permission: 'comments.read' } as const

  routes.get('/comments', access, async (request, response) => {
    const { filter, question, found } = await asked(request, response)
    const [units, fields, { heldBack }] = await Promise.all([
      listUnits(db),
      listProcedureFields(db),
      commentNumbers(db, { ...question, fieldId: null }),
    ])
    const comments = await firstComments(found, ON_ONE_PAGE + 1)
    const locale: Locale = response.locals['locale']
    const t: Translate = response.locals['t']
    const shown = comments.slice(0, ON_ONE_PAGE)
    const last = comments.length > ON_ONE_PAGE ? shown.at(-1) : undefined
    const page = commentListPage({
      filter,
      period: periodOf(question),
      units: unitsSeen(units, response),
      comments: shown,
      goesOnAfter: last ? sealedPlace(last, config.sessionSecret) : null,
      heldBack,
      minimumCell: question.minimumCell,
      names: { ...unitNames(units), fields: new Map(fields.map(({ id, name }) => [id, name])) },
      format: formatFor(locale, t),
      locale,
      t,
    })
    renderPage(response, 'comments/list', page)
  })

  routes.get('/comments.csv', access, async (request, response) => {
    const { found, question } = await asked(request, response)
    const [units, simulated] = await Promise.all([listUnits(db), isSimulated(db)])
    const { minimumCell } = question
    response.attachment('comments.csv').type('text/csv')
    await pipeline(
      Readable.from(commentCsv(found, { ...unitNames(units), minimumCell, simulated })),
      response,
    )
  })

  return routes.router

  async function asked(request: Request, response: Response) {
    const filter = commentFilter.parse(request.query)
    const unitIds = await unitsAsked(deps, response, filter.unit)
    const { minimumCell } = settingsOf(response)
    const question = { unitIds, ...daysOf(filter), fieldId: filter.field || null, minimumCell }
    const found = readComments(db, question, {
      band: filter.rating || null,
      after: openPlace(filter.after, config.sessionSecret),
    })
    return { filter, question, found }
  }

  /** What came in today is shown tomorrow, so that nobody sees a comment appear just after one person has left. */
  function daysOf({ from, to }: CommentFilter): Pick<CommentQuestion, 'from' | 'until' | 'receivedBefore'> {
    const today = civilDate(clock())
    return {
      from: from || addDays(to || today, -RECENT_DAYS),
      until: addDays(to || today, 1),
      receivedBefore: startOfDay(today),
    }
  }
}

function periodOf({ from, until }: CommentQuestion): Period {
  return { kind: 'custom', from, until }
}

function unitNames(units: readonly Unit[]): Pick<CommentNames, 'units'> {
  return { units: new Map(units.map(({ id, name }) => [id, name])) }
}
