import type { Request, Response, Router } from 'express'
import { staffOf } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import type { RatingPages } from '../responses/rating-pages.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { approveDraft } from './approve-draft.ts'
import { assignVersion } from './assign-version.ts'
import { parseAssignment } from './assignment.input.ts'
import { cancelAssignment } from './cancel-assignment.ts'
import { beginDraft, beginInstrument, type Doing, deleteDraft, reviseDraft } from './change-draft.ts'
import { detailsInput, detailsOf, newInstrumentInput, withDetails } from './details.input.ts'
import { type Draft, findDraft } from './draft.queries.ts'
import { newItemId, withItem, withMovedItem, withoutItem } from './edited-content.ts'
import {
  findVersion,
  listContinuousWaves,
  listVersions,
  type PublishedVersion,
} from './instrument.queries.ts'
import { type InstrumentContent, type InstrumentItem, instrumentContent } from './instrument.ts'
import { ITEM_TYPES } from './instrument-draft.page.ts'
import { createInstrumentPages } from './instrument-pages.ts'
import { draftPath, versionPath } from './instrument-paths.ts'
import { VERSION_DEEDS } from './instrument-version.page.ts'
import { itemForm, itemValues } from './item.input.ts'
import { firstValues, newInstrument } from './new-instrument.ts'

/** What is asked of everybody is no secret from those who work here. */
const READ = { permission: null } as const
const READ_DRAFTS = { permission: 'instruments.read' } as const
const WRITE = { permission: 'instruments.write' } as const
const APPROVE = { permission: 'instruments.approve' } as const

/** `/instruments`: the questionnaires, how they are written and approved, and where they are asked. */
export function instrumentRoutes(deps: Deps, ratingPages: RatingPages): Router {
  const { config, databases, clock } = deps
  const { read, write } = databases
  const pages = createInstrumentPages(deps, ratingPages)
  const routes = staffRouter(deps)

  routes.get('/instruments', READ, (_request, response) => pages.showList(response))

  routes.get('/instruments/new', WRITE, (_request, response) => {
    pages.showDetailsForm(response, null, { levels: 'five' }, [])
  })

  routes.post('/instruments', WRITE, async (request, response) => {
    const form = parseForm(newInstrumentInput, request.body, mistake(response))
    const begun =
      form.data !== undefined &&
      (await write
        .transaction()
        .execute((trx) => beginInstrument(trx, newInstrument(form.data), doing(response))))
    if (begun) return response.redirect(303, draftPath(form.data.code))
    const errors = form.errors ?? [{ field: 'code', message: mistake(response)('code_taken') }]
    pages.showDetailsForm(response.status(422), null, enteredValues(request.body), errors)
  })

  routes.get('/instruments/versions/:version', READ, async (request, response) => {
    const done = VERSION_DEEDS.find((deed) => deed === request.query['done']) ?? null
    await pages.showVersion(response, await versionOf(request), done)
  })

  routes.get('/instruments/versions/:version/preview', READ, async (request, response) => {
    const { id, content } = await versionOf(request)
    await pages.showPreview(response, content, deviceOf(request), versionPath(id))
  })

  routes.post('/instruments/versions/:version/draft', WRITE, async (request, response) => {
    const { content } = await versionOf(request)
    const known = (await listVersions(read)).filter((one) => one.content.instrument === content.instrument)
    const version = Math.max(...known.map((one) => one.content.version)) + 1
    await write.transaction().execute((trx) => beginDraft(trx, { ...content, version }, doing(response)))
    response.redirect(303, draftPath(content.instrument))
  })

  routes.get('/instruments/versions/:version/assign', APPROVE, async (request, response) => {
    await pages.showAssignment(response, await versionOf(request), {}, [])
  })

  routes.post('/instruments/versions/:version/assign', APPROVE, async (request, response) => {
    const version = await versionOf(request)
    const form = parseAssignment(request.body, civilDate(clock()), mistake(response))
    const problem =
      form.data &&
      (await write.transaction().execute((trx) => assignVersion(trx, version, form.data, doing(response))))
    if (problem === null) return response.redirect(303, `${versionPath(version.id)}?done=assigned`)
    const errors = form.errors ?? [{ field: 'touchpoints', message: mistake(response)(String(problem)) }]
    await pages.showAssignment(response.status(422), version, enteredValues(request.body), errors)
  })

  routes.post('/instruments/versions/:version/waves/:wave/cancel', APPROVE, async (request, response) => {
    const { id } = await versionOf(request)
    await write.transaction().execute(async (trx) => {
      const waves = await listContinuousWaves(trx)
      const wave = existing(waves.find((one) => one.id === request.params['wave'] && one.versionId === id))
      await cancelAssignment(trx, wave, waves, doing(response))
    })
    response.redirect(303, `${versionPath(id)}?done=cancelled`)
  })

  routes.get('/instruments/drafts/:instrument', READ_DRAFTS, async (request, response) => {
    await pages.showDraft(response, await draftOf(request), null)
  })

  routes.get('/instruments/drafts/:instrument/preview', READ_DRAFTS, async (request, response) => {
    const { content } = await draftOf(request)
    await pages.showPreview(response, content, deviceOf(request), draftPath(content.instrument))
  })

  routes.get('/instruments/drafts/:instrument/details', WRITE, async (request, response) => {
    const draft = await draftOf(request)
    pages.showDetailsForm(response, draft, detailsOf(draft.content), [])
  })

  routes.post('/instruments/drafts/:instrument/details', WRITE, async (request, response) => {
    const draft = await draftOf(request)
    const { seen, ...entered } = bodyOf(request)
    const form = parseForm(detailsInput, entered, mistake(response))
    if (!form.data) {
      return pages.showDetailsForm(response.status(422), draft, enteredValues(entered), form.errors)
    }
    await revise(response, seen, withDetails(draft.content, form.data))
  })

  routes.get('/instruments/drafts/:instrument/new-item/:type', WRITE, async (request, response) => {
    const type = typeOf(request)
    const shown = { type, id: null, values: firstValues(type), errors: [] }
    pages.showItemForm(response, await draftOf(request), shown)
  })

  routes.post('/instruments/drafts/:instrument/new-item/:type', WRITE, async (request, response) => {
    const draft = await draftOf(request)
    const id = newItemId(draft.content, String(bodyOf(request)['short_en'] ?? ''))
    await saveItem(request, response, draft, { type: typeOf(request), id, isNew: true })
  })

  routes.get('/instruments/drafts/:instrument/items/:item', WRITE, async (request, response) => {
    const draft = await draftOf(request)
    const item = itemOf(request, draft)
    const shown = { type: item.type, id: item.id, values: itemValues(item), errors: [] }
    pages.showItemForm(response, draft, shown)
  })

  routes.post('/instruments/drafts/:instrument/items/:item', WRITE, async (request, response) => {
    const draft = await draftOf(request)
    const { id, type } = itemOf(request, draft)
    await saveItem(request, response, draft, { type, id, isNew: false })
  })

  const rearrange = (path: string, edit: (content: InstrumentContent, id: string) => InstrumentContent) =>
    routes.post(`/instruments/drafts/:instrument/items/:item/${path}`, WRITE, async (request, response) => {
      const draft = await draftOf(request)
      const { data } = instrumentContent.safeParse(edit(draft.content, itemOf(request, draft).id))
      if (!data) return pages.showDraft(response.status(422), draft, 'rule_broken')
      await revise(response, bodyOf(request)['seen'], data)
    })
  rearrange('earlier', (content, id) => withMovedItem(content, id, -1))
  rearrange('later', (content, id) => withMovedItem(content, id, 1))
  rearrange('delete', withoutItem)

  routes.post('/instruments/drafts/:instrument/delete', WRITE, async (request, response) => {
    const { instrument } = (await draftOf(request)).content
    const seen = String(bodyOf(request)['seen'])
    await write.transaction().execute((trx) => deleteDraft(trx, instrument, seen, doing(response)))
    response.redirect(303, '/instruments')
  })

  routes.post('/instruments/drafts/:instrument/approve', APPROVE, async (request, response) => {
    const { instrument } = (await draftOf(request)).content
    const seen = String(bodyOf(request)['seen'])
    const approval = { ...doing(response), secret: config.sessionSecret }
    const id = await write.transaction().execute((trx) => approveDraft(trx, instrument, seen, approval))
    response.redirect(303, `${versionPath(id)}?done=approved`)
  })

  return routes.router

  async function saveItem(
    request: Request,
    response: Response,
    draft: Draft,
    { type, id, isNew }: { type: InstrumentItem['type']; id: string; isNew: boolean },
  ): Promise<void> {
    const { seen, ...entered } = bodyOf(request)
    const form = parseForm(itemForm(type, id, draft.content), entered, mistake(response))
    const content = form.data && instrumentContent.safeParse(withItem(draft.content, form.data)).data
    if (content) return revise(response, seen, content)
    const errors = form.errors ?? [{ field: 'rule_item', message: mistake(response)('rule_unsound') }]
    const shown = { type, id: isNew ? null : id, values: enteredValues(entered), errors }
    pages.showItemForm(response.status(422), draft, shown)
  }

  async function revise(response: Response, seen: unknown, content: InstrumentContent): Promise<void> {
    await write.transaction().execute((trx) => reviseDraft(trx, String(seen), content, doing(response)))
    response.redirect(303, draftPath(content.instrument))
  }

  async function versionOf(request: Request): Promise<PublishedVersion> {
    return existing(await findVersion(read, String(request.params['version'])))
  }

  async function draftOf(request: Request): Promise<Draft> {
    return existing(await findDraft(read, String(request.params['instrument'])))
  }

  function doing(response: Response): Doing {
    return { by: { ...auditOrigin(response), staffId: staffOf(response).id }, now: clock() }
  }
}

function itemOf(request: Request, { content }: Draft): InstrumentItem {
  return existing(content.items.find(({ id }) => id === request.params['item']))
}

function typeOf(request: Request): InstrumentItem['type'] {
  return existing(ITEM_TYPES.find((type) => type === request.params['type']))
}

function deviceOf(request: Request): 'qr' | 'kiosk' {
  return request.query['as'] === 'kiosk' ? 'kiosk' : 'qr'
}

function bodyOf(request: Request): Record<string, unknown> {
  return request.body ?? {}
}

function existing<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new HttpError(404, 'not_found')
  return thing
}

/** The words for what is wrong with a form. */
function mistake({ locals }: Response): (key: string) => string {
  const t = locals['t']
  return (key) => t(`instruments:error.${key}`)
}
