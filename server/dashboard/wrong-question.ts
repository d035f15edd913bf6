import type { ErrorRequestHandler } from 'express'
import { wantsJson } from '../web/error-handler.ts'
import { HttpError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import type { RenderPage } from '../web/render-page.ts'
import { WrongQuestion } from './question.input.ts'

/** Answers an address that asks for what there is not with 400 and the names of what is wrong in it. */
export function nameWrongQuestion(renderPage: RenderPage): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (!(error instanceof WrongQuestion)) return next(error)
    const t: Translate = response.locals['t']
    const messages = error.parts.map((part) => t(`dashboard:wrong.${part}`))
    if (wantsJson(request)) {
      const fields = error.parts.map((field, at) => ({ field, message: messages[at] ?? '' }))
      return next(new HttpError(400, 'malformed', { fields }))
    }
    renderPage(response.status(400), 'errors/error', {
      status: 400,
      title: t('dashboard:wrong.title'),
      message: messages.join(' '),
      remedy: t('dashboard:wrong.remedy'),
      requestId: String(response.locals['requestId']),
    })
  }
}
