import type { Request, Response, Router } from 'express'
import { isUniqueViolation } from '../../db/portable.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { csvDocument } from '../web/csv.ts'
import { HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { changeRecords } from './change-csv.ts'
import type { Words } from './change-words.ts'
import { checkDeeds } from './check-deeds.ts'
import { enterChanges } from './enter-changes.ts'
import { lookAtChange, withDeeds, withoutChange } from './look-at-change.ts'
import { refusalErrors, refusalMessages } from './refusal-errors.ts'
import { RefusedChange, UnitInUse } from './refused-change.ts'
import { checkUndoing, undoChange } from './undo-change.ts'
import { CHANGE_FORMS, type ChangeForm, changeForms, enteredDeed } from './unit-change.input.ts'
import { listUnitChanges } from './unit-change.queries.ts'
import { inForce, unitsOf } from './unit-change.ts'
import { loadUnitHistory } from './unit-history.queries.ts'
import { type UnitLives, unitLives } from './unit-life.ts'
import { unitPath } from './unit-list.page.ts'
import { createUnitPages, unitAfter, wordsOf } from './unit-pages.ts'

/** `/units/changes/…`: changes of units, each shown with what it does to figures before it is entered. */
export function unitChangeRoutes(deps: Deps): Router {
  const { databases, clock } = deps
  const { showForm, showPreview, showUnit } = createUnitPages(deps)
  const routes = staffRouter(deps)
  const access = { permission: 'settings.write' } as const

  routes.get('/units/changes.csv', { permission: 'settings.read' }, async (_request, response) => {
    const records = changeRecords(inForce(await listUnitChanges(databases.read)))
    response.attachment('unit-changes.csv').type('text/csv').send(csvDocument(records))
  })

  for (const form of CHANGE_FORMS) {
    routes.get(`/units/changes/${form}`, access, (request, response) =>
      showForm(response, form, { values: { effectiveOn: '', ...enteredValues(request.query) }, errors: [] }),
    )
    routes.post(`/units/changes/${form}`, access, (request, response) => takeForm(form, request, response))
  }

  routes.post('/units/changes/undo', access, async (request, response) => {
    const history = await loadUnitHistory(databases.read)
    const change = inForce(history.changes).find(({ id }) => id === request.body?.change)
    if (change === undefined) throw new HttpError(404, 'not_found')
    try {
      checkUndoing(inForce(history.changes), change.id)
      if (!isConfirmed(request, history.latest)) {
        const after = withoutChange(history.changes, change.id, clock())
        return showPreview(response, {
          change,
          look: await lookAt(history.changes, after, change, response),
          action: 'undo',
          entered: { change: change.id, confirmed: String(history.latest) },
          backHref: unitPath(unitAfter(change)),
        })
      }
      await undoChange(databases.write, change, doing(response))
    } catch (error) {
      const refused = whyNot(error, history.lives, wordsOf(response))
      if (refused === null) throw atTheSameTime(error)
      return showUnit(request, response.status(409), { id: unitAfter(change), refused })
    }
    response.redirect(303, '/units?done=undone')
  })

  return routes.router

  async function takeForm(form: ChangeForm, request: Request, response: Response): Promise<void> {
    const { add, ...values } = enteredValues(request.body)
    if (add !== undefined) return showForm(response, form, { values, errors: [], isAdding: true })
    const parsed = parseForm(changeForms[form], request.body, (key) =>
      response.locals['t'](`units:error.${key}`),
    )
    if (!parsed.data) return showForm(response.status(422), form, { values, errors: parsed.errors })
    const history = await loadUnitHistory(databases.read)
    const change = enteredDeed(form, parsed.data as never, (id) => history.lives.has(id))
    try {
      await checkDeeds(databases.read, history.changes, [change], civilDate(clock()))
      if (!isConfirmed(request, history.latest)) {
        const { confirmed: _seen, ...entered } = values
        return showPreview(response, {
          change,
          look: await lookAt(
            history.changes,
            withDeeds(history.changes, [change], clock()),
            change,
            response,
          ),
          action: form,
          entered: { ...entered, confirmed: String(history.latest) },
          backHref: `/units/changes/${form}?${new URLSearchParams(entered)}`,
        })
      }
      await enterChanges(databases.write, [change], doing(response))
    } catch (error) {
      if (!(error instanceof RefusedChange)) throw atTheSameTime(error)
      const lives = unitLives([...inForce(history.changes), change])
      const errors = refusalErrors(error, form, { lives, words: wordsOf(response) })
      return showForm(response.status(422), form, { values, errors })
    }
    response.redirect(303, `${unitPath(unitAfter(change))}?done=entered`)
  }

  function lookAt(
    before: Awaited<ReturnType<typeof listUnitChanges>>,
    after: typeof before,
    { deed, effectiveOn }: Parameters<typeof unitAfter>[0] & { effectiveOn: string },
    response: Response,
  ) {
    const today = civilDate(clock())
    const day = effectiveOn > today ? effectiveOn : today
    const { minimumCell } = settingsOf(response)
    return lookAtChange(databases.read, { before, after }, { about: unitsOf(deed), day, today, minimumCell })
  }

  function doing(response: Response) {
    return { by: auditOrigin(response), now: clock() }
  }
}

/** What is in the way of undoing a change; null for any other failure. */
function whyNot(error: unknown, lives: UnitLives, words: Words): string[] | null {
  if (error instanceof UnitInUse) return [words.t('units:problem.in_use')]
  return error instanceof RefusedChange ? refusalMessages(error, lives, words) : null
}

/** Only what the latest preview showed is entered. */
function isConfirmed(request: Request, latest: number): boolean {
  return request.body?.confirmed === String(latest)
}

function atTheSameTime(error: unknown): unknown {
  return isUniqueViolation(error) ? new HttpError(409, 'changed_meanwhile', { cause: error }) : error
}
