import { randomInt } from 'node:crypto'
import type { Request, Response, Router } from 'express'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { createSlipAcceptance, type ReadSlip } from './accept-slip.ts'
import { addSlip } from './add-slip.ts'
import { enteredSlip, type NewBatch, newBatch, recount, undoneSlip } from './batch.input.ts'
import { differenceOf } from './batch.page.ts'
import { type Batch, findBatch } from './batch.queries.ts'
import { batchPath } from './batch-list.page.ts'
import { closeBatch } from './close-batch.ts'
import { discardBatch } from './discard-batch.ts'
import { createEntryPages } from './entry-pages.ts'
import { openBatch } from './open-batch.ts'
import { recountBatch } from './recount-batch.ts'
import { keyPositions, keysOf, type Slip } from './slip.ts'
import { undoSlip } from './undo-slip.ts'

/** `/entries`: paper slips are entered in batches, each by one person, and counted once their number is right. */
export function entryRoutes(deps: Deps): Router {
  const { databases, intake, clock } = deps
  const acceptance = createSlipAcceptance(deps)
  const { showList, showForm, showBatch, showCheck } = createEntryPages(deps, acceptance)
  const routes = staffRouter(deps)
  const unitOf = async (request: Request) => (await findBatch(databases.read, idOf(request)))?.unitId
  const mayRead = { permission: 'entries.read', unitOf } as const
  const mayEnter = { permission: 'entries.write', unitOf } as const

  routes.get('/entries', { permission: 'entries.read' }, async (_request, response) => {
    await showList(response)
  })

  routes.get('/entries/new', { permission: 'entries.write' }, async (_request, response) => {
    await showForm(response, { slipsOn: civilDate(clock()) }, [])
  })

  routes.post('/entries', { permission: 'entries.write' }, async (request, response) => {
    const form = parseForm(newBatch(civilDate(clock())), request.body, mistake(response))
    const errors = form.errors ?? (await wrongChoices(response, form.data))
    if (!form.data || errors.length > 0) {
      return showForm(response.status(422), enteredValues(request.body), errors)
    }
    const doing = {
      ...doneBy(response),
      staffId: staffOf(response).id,
      randomBelow: (n: number) => randomInt(n),
    }
    response.redirect(303, batchPath(await openBatch(databases.write, form.data, doing)))
  })

  routes.get('/entries/:id', mayRead, async (request, response) => {
    await showBatch(response, await batchOf(request), {}, [])
  })

  routes.get('/entries/:id/check', mayRead, async (request, response) => {
    await showCheck(response, await batchOf(request))
  })

  routes.post('/entries/:id/slips', mayEnter, async (request, response) => {
    const batch = await ownBatch(request, response)
    const form = parseForm(enteredSlip, request.body, mistake(response))
    if (!form.data) return refuse(request, response, batch, form.errors)
    const read = errorsIn(await acceptance.readSlip(batch, form.data), response)
    if (Array.isArray(read)) return refuse(request, response, batch, read)
    const kept = await addSlip(databases.write, batch.id, form.data.submissionKey, read)
    if (isForm(response)) response.redirect(303, batchPath(batch.id))
    else response.status(kept.outcome === 'recorded' ? 201 : 200).json(kept)
  })

  routes.post('/entries/:id/undo', mayEnter, async (request, response) => {
    const batch = await ownBatch(request, response)
    const form = parseForm(undoneSlip, request.body, mistake(response))
    if (!form.data) throw new HttpError(422, 'invalid', { fields: form.errors })
    const slip = await undoSlip(databases.write, batch.id, form.data.number)
    const { content } = (await acceptance.touchpointOf(batch)).instrumentVersion
    const values = { keys: keysOf(slip, keyPositions(content)), comment: slip.comment ?? '' }
    if (isForm(response)) await showBatch(response, await batchOf(request), values, [])
    else response.json({ slips: form.data.number - 1, ...values })
  })

  routes.post('/entries/:id/recount', mayEnter, async (request, response) => {
    const batch = await ownBatch(request, response)
    const form = parseForm(recount, request.body, mistake(response))
    if (!form.data) return showBatch(response.status(422), batch, enteredValues(request.body), form.errors)
    await recountBatch(databases.write, batch, form.data.controlTotal, doneBy(response))
    response.redirect(303, batchPath(batch.id))
  })

  routes.post('/entries/:id/discard', mayEnter, async (request, response) => {
    await discardBatch(databases.write, await ownBatch(request, response), doneBy(response))
    response.redirect(303, '/entries')
  })

  routes.post('/entries/:id/close', mayEnter, async (request, response) => {
    const batch = await ownBatch(request, response)
    const doing = { ...doneBy(response), db: databases.write, intake }
    const isClosed = await closeBatch(batch, () => acceptance.submissionsOf(batch), doing)
    if (isClosed) return response.redirect(303, batchPath(batch.id))
    const present = await batchOf(request)
    const message = differenceOf(present, response.locals['t'])
    if (message === null) throw new HttpError(409, 'changed_meanwhile')
    await showBatch(response.status(422), present, {}, [{ field: 'close', message }])
  })

  return routes.router

  function doneBy(response: Response) {
    return { by: auditOrigin(response), now: clock() }
  }

  async function batchOf(request: Request): Promise<Batch> {
    const batch = await findBatch(databases.read, idOf(request))
    if (!batch) throw new HttpError(404, 'not_found')
    return batch
  }

  /** Who entered a batch answers for it: nobody else adds to it or closes it. */
  async function ownBatch(request: Request, response: Response): Promise<Batch> {
    const batch = await batchOf(request)
    if (batch.enteredBy !== staffOf(response).id) throw new HttpError(403, 'forbidden')
    return batch
  }

  async function wrongChoices(
    response: Response,
    { unit, procedureField, slipsOn }: NewBatch,
  ): Promise<FieldError[]> {
    const units = await choosableUnits(databases.read, unitsInScope(response), slipsOn)
    const fields = await listProcedureFields(databases.read)
    const wrong = (field: string, key: string, choices: readonly { id: string }[], chosen: string) =>
      choices.some(({ id }) => id === chosen) ? [] : [{ field, message: mistake(response)(key) }]
    return [
      ...wrong('unit', 'unit', units, unit),
      ...wrong('procedureField', 'field', fields, procedureField),
    ]
  }

  async function refuse(request: Request, response: Response, batch: Batch, errors: FieldError[]) {
    if (!isForm(response)) throw new HttpError(422, 'invalid', { fields: errors })
    await showBatch(response.status(422), batch, enteredValues(request.body), errors)
  }
}

/** A slip that was understood and accepted, or what is wrong with it beside its fields. */
function errorsIn(read: ReadSlip, { locals: { t } }: Response): Slip | FieldError[] {
  if ('problem' in read)
    return [{ field: 'keys', message: t(`entries:error.keys.${read.problem}`, { at: read.at }) }]
  if (!('problems' in read)) return read
  return read.problems.map(({ field, problem }) => ({
    field: field === 'comment' ? 'comment' : 'keys',
    message: t(`responses:errors.${problem}`),
  }))
}

function isForm(response: Response): boolean {
  return response.locals['bodyKind'] !== 'json'
}

/** The words for what is wrong with a form. */
function mistake({ locals }: Response): (key: string) => string {
  const t = locals['t']
  return (key) => t(`entries:error.${key}`)
}

function idOf(request: Request): string {
  return String(request.params['id'])
}
