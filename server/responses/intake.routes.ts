import { type Request, type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { askedWith, isForStaff, type Touchpoint } from '../touchpoints/touchpoint.ts'
import { HttpError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { acceptSubmission, type Problem } from './accept-submission.ts'
import { IntakeBusy } from './intake.ts'
import { limitPerTouchpoint, limitTotal } from './intake-limits.ts'
import { formPath, type RatingPages, thanksPath } from './rating-pages.ts'
import { fromForm } from './submission.input.ts'
import type { Outcome, Submission } from './submission.ts'
import type { ThanksState } from './thanks.page.ts'

/** `POST /responses`: one response, as JSON or as a form. Step by step: who, what, how often, then into the intake. */
export function intakeRoutes({ databases, clock, config, intake }: Deps, pages: RatingPages): Router {
  const { limitTotalPerSecond, limitTouchpointPerMinute } = config
  const router = Router()
  router.post(
    '/responses',
    limitTotal(limitTotalPerSecond),
    findPostedTouchpoint,
    checkSubmission,
    limitPerTouchpoint(
      limitTouchpointPerMinute,
      (response) => posted(response).touchpoint.code,
      (request, response) => refuse(request, response, 429, 'too_many', []),
    ),
    recordSubmission,
  )
  return router

  async function findPostedTouchpoint(request: Request, response: Response, next: () => void): Promise<void> {
    const code: unknown = request.body?.touchpoint
    const touchpoint =
      typeof code === 'string' && code.length <= 64 ? await pages.touchpointOf(code) : undefined
    if (!touchpoint || isForStaff(touchpoint)) {
      const message = posted(response).t('responses:errors.touchpoint')
      throw new HttpError(422, 'invalid', { fields: [{ field: 'touchpoint', message }] })
    }
    posted(response).touchpoint = askedWith(touchpoint, request.body.instrumentVersion)
    next()
  }

  async function checkSubmission(request: Request, response: Response, next: () => void): Promise<void> {
    const { touchpoint, bodyKind } = posted(response)
    const { content } = touchpoint.instrumentVersion
    const body = bodyKind === 'form' ? fromForm(request.body, content) : request.body
    const accepted = await acceptSubmission(body, touchpoint, {
      db: databases.read,
      receivedAt: clock(),
      procedureFields: await pages.procedureFields(),
      dossierSecret: config.dossierSecret,
    })
    if (accepted.problems) return refuse(request, response, 422, 'invalid', accepted.problems)
    posted(response).submission = accepted.submission
    next()
  }

  async function recordSubmission(request: Request, response: Response): Promise<void> {
    const { bodyKind, submission } = posted(response)
    try {
      const outcome = await intake.submit(submission)
      if (bodyKind === 'form') answerForm(response, outcome)
      else answerJson(response, outcome)
    } catch (error) {
      if (bodyKind !== 'form' || !(error instanceof IntakeBusy)) throw error
      response.set('Retry-After', String(error.retryAfterSeconds))
      await refuse(request, response, error.status, error.code, [])
    }
  }

  /** A form comes back with everything that was entered; a program gets the fields by name. */
  async function refuse(
    request: Request,
    response: Response,
    status: number,
    code: string,
    problems: readonly Problem[],
  ): Promise<void> {
    const { t, touchpoint, bodyKind } = posted(response)
    const errors = problems.map(({ field, problem }) => ({
      field,
      message: t(`responses:errors.${problem}`),
    }))
    if (bodyKind !== 'form') throw new HttpError(status, code, { fields: errors })
    response.status(status)
    const general = { field: '', message: t(`errors:${code}.message`) }
    await pages.showFormAgain(request, response, touchpoint, errors.length > 0 ? errors : [general])
  }

  function answerJson(response: Response, outcome: Outcome): void {
    if (outcome === 'conflict') throw new HttpError(409, 'conflict')
    response.status(outcome === 'duplicate' ? 200 : 201)
    // Not json(): it looks up types and freshness that are known here, for a tenth of a rating's time.
    response.setHeader('Content-Type', 'application/json; charset=utf-8')
    response.end(JSON.stringify({ outcome, submissionKey: posted(response).submission.submissionKey }))
  }

  function answerForm(response: Response, outcome: Outcome): void {
    const { touchpoint } = posted(response)
    if (outcome === 'conflict') {
      response.locals['pagePath'] = formPath(touchpoint)
      pages.showThanks(response.status(409), touchpoint, 'kept_first')
      return
    }
    response.redirect(303, thanksPath(touchpoint, THANKS[outcome]))
  }
}

const THANKS = {
  recorded: 'recorded',
  already_rated: 'already_rated',
  duplicate: 'already_received',
} as const satisfies Record<Exclude<Outcome, 'conflict'>, ThanksState>

/** What the steps hand on to each other. */
interface Posted {
  t: Translate
  bodyKind: 'json' | 'form'
  touchpoint: Touchpoint
  submission: Submission
}

function posted(response: Response): Posted {
  return response.locals as Posted
}
