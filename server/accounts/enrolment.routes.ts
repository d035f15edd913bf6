import { type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { qrSvg } from '../posters/qr-code.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import { parseForm } from '../web/parse-form.ts'
import { enrolStaff } from './enrol-staff.ts'
import { enrolmentInput, linkToken } from './enrolment.input.ts'
import { enrolmentPage, recoveryCodesPage } from './enrolment.page.ts'
import { type AccessLink, findLink } from './link.queries.ts'
import { mistakeWords } from './mistake-words.ts'
import { stepOfCode, totpUri } from './one-time-code.ts'
import { passwordProblem } from './password-rules.ts'
import { openTotpSecret } from './second-factor.ts'
import { sessionCookies } from './session-cookies.ts'
import { userAgent } from './user-agent.ts'

/** `/enrol`: where a one-time link leads. The link is in the query, which no log line of ours holds. */
export function enrolmentRoutes({ config, databases, clock, renderPage }: Deps): Router {
  const router = Router()
  const cookies = sessionCookies(config)

  router.get('/enrol', async (request, response) => {
    const { token, link } = await openLink(request.query['link'])
    await showForm(response, token, link, [])
  })

  router.post('/enrol', async (request, response) => {
    const { token, link } = await openLink(request.query['link'])
    const now = clock()
    const words = mistakeWords(response)
    const form = parseForm(enrolmentInput, request.body, words)
    if (!form.data) return showForm(response.status(422), token, link, form.errors)
    const { password, code } = form.data
    const problem = await passwordProblem(password, [link.login, link.name])
    const step = stepOfCode(openTotpSecret(config, link.totpSecret), code.replace(/\s/g, ''), now)
    if (problem !== null || step === null) {
      const errors: FieldError[] = []
      if (problem !== null) errors.push({ field: 'password', message: words(problem) })
      if (step === null) errors.push({ field: 'code', message: words('code_wrong') })
      return showForm(response.status(422), token, link, errors)
    }
    const enrolled = await enrolStaff(databases, {
      link,
      password,
      step,
      from: auditOrigin(response),
      userAgent: userAgent(request),
      now,
    })
    if (!enrolled) throw new HttpError(404, 'link_ended')
    cookies.give(response, enrolled.sessionToken, link.login)
    response.set('Cache-Control', 'no-store')
    response.locals['pagePath'] = '/account'
    renderPage(
      response,
      'accounts/recovery-codes',
      recoveryCodesPage(enrolled.recoveryCodes, response.locals['t']),
    )
  })

  return router

  async function openLink(given: unknown): Promise<{ token: string; link: AccessLink }> {
    const token = linkToken.safeParse(given)
    const link = token.success ? await findLink(databases.read, token.data, clock()) : undefined
    if (!token.success || !link) throw new HttpError(404, 'link_ended')
    return { token: token.data, link }
  }

  async function showForm(
    response: Response,
    link: string,
    { login, name, totpSecret }: AccessLink,
    errors: readonly FieldError[],
  ): Promise<void> {
    const secret = openTotpSecret(config, totpSecret)
    response.set('Cache-Control', 'no-store')
    renderPage(
      response,
      'accounts/enrolment',
      enrolmentPage({
        link,
        person: { login, name },
        secret,
        qrSvg: await qrSvg(totpUri(secret, login)),
        errors,
        t: response.locals['t'],
      }),
    )
  }
}
