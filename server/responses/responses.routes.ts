import { randomUUID } from 'node:crypto'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { remembered } from '../remembered.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { findTouchpoint } from '../touchpoints/touchpoint.queries.ts'
import { isOpen, type Touchpoint } from '../touchpoints/touchpoint.ts'
import { wantsJson } from '../web/error-handler.ts'
import { HttpError } from '../web/http-error.ts'
import { acceptSubmission, type Problem } from './accept-submission.ts'
import { IntakeBusy } from './intake.ts'
import { ratingFormPage } from './rating-form.page.ts'
import { fromForm } from './submission.input.ts'
import type { Outcome } from './submission.ts'
import { thanksPage } from './thanks.page.ts'

/** The rating form, what it posts, and the thanks. */
export function responsesRoutes({ databases, clock, config, intake, renderPage }: Deps): Router {
  const touchpointOf = remembered((code) => findTouchpoint(databases.read, code), clock)
  const fieldsOf = remembered(() => listProcedureFields(databases.read), clock)
  const router = Router()

  router.get('/r/:code', async (request, response) => {
    const touchpoint = await openTouchpoint(request.params.code)
    // Not no-store: going back must show the same form with the same key, so that it counts once.
    response.set('Cache-Control', 'private, no-cache')
    await showForm(response, touchpoint, { submissionKey: randomUUID(), values: {}, errors: [] })
  })

  router.get('/r/:code/thanks', async (request, response) => {
    const touchpoint = await openTouchpoint(String(request.params.code))
    const state = request.query['state'] === 'already-received' ? 'already_received' : 'recorded'
    response.set('Cache-Control', 'no-store')
    showThanks(response, touchpoint, state)
  })

  router.post(
    '/responses',
    limitTotal(),
    findPostedTouchpoint,
    limitTouchpoint(),
    async (request, response) => {
      const touchpoint = response.locals['touchpoint'] as Touchpoint
      const accepted = await acceptSubmission(submittedBody(request, touchpoint), touchpoint, {
        db: databases.read,
        receivedAt: clock(),
        fieldIds: new Set((await fields()).map((field) => field.id)),
      })
      if (accepted.problems) return refuse(request, response, touchpoint, 422, 'invalid', accepted.problems)
      try {
        answer(request, response, touchpoint, await intake.submit(accepted.submission))
      } catch (error) {
        if (wantsJson(request) || !(error instanceof IntakeBusy)) throw error
        response.set('Retry-After', String(error.retryAfterSeconds))
        await refuse(request, response, touchpoint, error.status, error.code, [])
      }
    },
  )

  return router

  async function openTouchpoint(code: string): Promise<Touchpoint> {
    const touchpoint = await touchpointOf(code)
    if (!touchpoint) throw new HttpError(404, 'no_touchpoint')
    if (!isOpen(touchpoint, civilDate(clock()))) throw new HttpError(410, 'touchpoint_closed')
    return touchpoint
  }

  async function fields() {
    return (await fieldsOf('all')) ?? []
  }

  async function showForm(
    response: Response,
    touchpoint: Touchpoint,
    state: {
      submissionKey: string
      values: Record<string, string>
      errors: { field: string; message: string }[]
    },
  ): Promise<void> {
    const { locale, t } = response.locals as Words
    const { code, unitName, place, kind, procedureFieldId, instrumentVersion } = touchpoint
    response.locals['pagePath'] = formPath(touchpoint)
    renderPage(
      response,
      'responses/rating-form',
      ratingFormPage({
        touchpoint: { code, unitName, place, kind, procedureField: procedureFieldId },
        fields: await fields(),
        instrument: instrumentVersion.content,
        locale,
        t,
        ...state,
      }),
    )
  }

  function showThanks(
    response: Response,
    touchpoint: Touchpoint,
    state: 'recorded' | 'already_received' | 'kept_first',
  ) {
    const { t } = response.locals as Words
    const { code, unitName, kind } = touchpoint
    renderPage(response, 'responses/thanks', thanksPage({ state, touchpoint: { code, unitName, kind }, t }))
  }

  async function findPostedTouchpoint(request: Request, response: Response, next: () => void): Promise<void> {
    const code: unknown = request.body?.touchpoint
    const touchpoint = typeof code === 'string' && code.length <= 64 ? await touchpointOf(code) : undefined
    if (!touchpoint) {
      const message = String((response.locals as Words).t('responses:errors.touchpoint'))
      throw new HttpError(422, 'invalid', { fields: [{ field: 'touchpoint', message }] })
    }
    response.locals['touchpoint'] = touchpoint
    next()
  }

  /** A form comes back with everything that was entered; a program gets the fields by name. */
  async function refuse(
    request: Request,
    response: Response,
    touchpoint: Touchpoint,
    status: number,
    code: string,
    problems: readonly Problem[],
  ): Promise<void> {
    const { t } = response.locals as Words
    const errors = problems.map(({ field, problem }) => ({
      field,
      message: String(t(`responses:errors.${problem}`)),
    }))
    if (wantsJson(request)) throw new HttpError(status, code, { fields: errors })
    const values = enteredValues(request.body)
    const submissionKey = errors.some((error) => error.field === 'submissionKey')
      ? randomUUID()
      : values['submissionKey']
    response.status(status).set('Cache-Control', 'private, no-cache')
    await showForm(response, touchpoint, {
      submissionKey: submissionKey ?? randomUUID(),
      values,
      errors: errors.length > 0 ? errors : [{ field: '', message: String(t(`errors:${code}.message`)) }],
    })
  }

  function answer(request: Request, response: Response, touchpoint: Touchpoint, outcome: Outcome): void {
    if (wantsJson(request)) {
      if (outcome === 'conflict') throw new HttpError(409, 'conflict')
      response
        .status(outcome === 'recorded' ? 201 : 200)
        .json({ outcome, submissionKey: request.body.submissionKey })
    } else if (outcome === 'conflict') {
      response.status(409).set('Cache-Control', 'no-store')
      response.locals['pagePath'] = formPath(touchpoint)
      showThanks(response, touchpoint, 'kept_first')
    } else {
      const state = outcome === 'duplicate' ? '?state=already-received' : ''
      response.redirect(303, `${formPath(touchpoint)}/thanks${state}`)
    }
  }

  /** Never by address: a whole counter sits behind one. */
  function limitTouchpoint(): RequestHandler {
    return rateLimit({
      windowMs: 60_000,
      limit: config.limitTouchpointPerMinute,
      keyGenerator: (_request, response) => (response.locals['touchpoint'] as Touchpoint).code,
      standardHeaders: false,
      legacyHeaders: false,
      validate: false,
      handler: async (request, response) => {
        const until = (request as RateLimited).rateLimit.resetTime?.getTime() ?? 0
        response.set('Retry-After', String(Math.max(1, Math.ceil((until - Date.now()) / 1000))))
        await refuse(request, response, response.locals['touchpoint'], 429, 'too_many', [])
      },
    })
  }

  function limitTotal(): RequestHandler {
    return rateLimit({
      windowMs: 1000,
      limit: config.limitTotalPerSecond,
      keyGenerator: () => 'all',
      standardHeaders: false,
      legacyHeaders: false,
      validate: false,
      handler: (_request, _response, next) =>
        next(new IntakeBusy('intake_full', new Error('LIMIT_TOTAL_PER_SECOND is reached'))),
    })
  }
}

function formPath({ code }: Touchpoint): string {
  return `/r/${encodeURIComponent(code)}`
}

interface Words {
  locale: 'vi' | 'en'
  t: Parameters<typeof thanksPage>[0]['t']
}

type RateLimited = Request & { rateLimit: { resetTime?: Date } }

function submittedBody(request: Request, touchpoint: Touchpoint): unknown {
  return request.is('application/x-www-form-urlencoded')
    ? fromForm(request.body, touchpoint.instrumentVersion.content)
    : request.body
}

/** What a form posted, as text, to be shown again. */
function enteredValues(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
