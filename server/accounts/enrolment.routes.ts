import { type Request, type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { qrSvg } from '../posters/qr-code.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { parseForm } from '../web/parse-form.ts'
import { checkPassword } from './check-password.ts'
import { enrolStaff } from './enrol-staff.ts'
import { enrolmentInput, factorRenewalInput, linkToken } from './enrolment.input.ts'
import { enrolmentPage, recoveryCodesPage } from './enrolment.page.ts'
import { triesOf } from './known-device.ts'
import { type AccessLink, findLink } from './link.queries.ts'
import { mistakeWords } from './mistake-words.ts'
import { stepOfCode, totpUri } from './one-time-code.ts'
import { passwordProblem } from './password-rules.ts'
import { openTotpSecret } from './second-factor.ts'
import { sessionCookies } from './session-cookies.ts'
import { userAgent } from './user-agent.ts'

/** A link that can still be used, with the secret that it offers to the authenticator app. */
interface OpenLink {
  token: string
  link: AccessLink
  secret: string
}

/** `/enrol`: where a one-time link leads. The link is in the query, which no log line of ours holds. */
export function enrolmentRoutes({ config, databases, clock, renderPage }: Deps): Router {
  const router = Router()
  const cookies = sessionCookies(config)

  router.get('/enrol', async (request, response) => {
    await showForm(response, await openLink(request.query['link']), [])
  })

  router.post('/enrol', async (request, response) => {
    const opened = await openLink(request.query['link'])
    const { link, secret } = opened
    const now = clock()
    const words = mistakeWords(response)
    const schema = link.keepsPassword ? factorRenewalInput : enrolmentInput
    const form = parseForm(schema, request.body, words)
    if (!form.data) return showForm(response.status(422), opened, form.errors)
    const { password, code } = form.data
    const problem = link.keepsPassword
      ? await wrongPassword(request, response, link, password)
      : await unfitPassword(link, password, words)
    const step = stepOfCode(secret, code.replace(/\s/g, ''), now)
    if (problem !== null || step === null) {
      const errors: FieldError[] = []
      if (problem !== null) errors.push({ field: 'password', message: problem })
      if (step === null) errors.push({ field: 'code', message: words('code_wrong') })
      return showForm(response.status(422), opened, errors)
    }
    const enrolled = await enrolStaff(databases, {
      link,
      password: link.keepsPassword ? null : password,
      step,
      from: auditOrigin(response),
      userAgent: userAgent(request),
      now,
    })
    if (!enrolled) throw new HttpError(404, 'link_ended')
    cookies.give(response, enrolled.sessionToken, link.login)
    response.set('Cache-Control', 'no-store')
    // Following one would lose the codes, which are shown only now.
    response.locals['offeredLanguages'] = []
    renderPage(
      response,
      'accounts/recovery-codes',
      recoveryCodesPage(enrolled.recoveryCodes, response.locals['t']),
    )
  })

  return router

  async function openLink(given: unknown): Promise<OpenLink> {
    const token = linkToken.safeParse(given)
    const link = token.success ? await findLink(databases.read, token.data, clock()) : undefined
    if (!token.success || !link) throw new HttpError(404, 'link_ended')
    try {
      return { token: token.data, link, secret: openTotpSecret(config, link.totpSecret) }
    } catch (cause) {
      // It was made under another SESSION_SECRET, and what it holds can no longer be read.
      throw new HttpError(404, 'link_ended', { cause })
    }
  }

  async function unfitPassword(
    { login, name }: AccessLink,
    password: string,
    words: (mistake: string) => string,
  ): Promise<string | null> {
    const problem = await passwordProblem(password, [login, name])
    return problem && words(problem)
  }

  /** Who only found the link must not guess the password here faster than anywhere else. */
  async function wrongPassword(
    request: Request,
    response: Response,
    { login }: AccessLink,
    password: string,
  ): Promise<string | null> {
    const countedFor = triesOf(config, login, cookies.device(request))
    const wait = await checkPassword(databases.write, { login, password, countedFor, now: clock() })
    if (wait === null) return null
    const t: Translate = response.locals['t']
    return wait > 0 ? t('accounts:sign_in.wait', { count: wait }) : mistakeWords(response)('password_wrong')
  }

  async function showForm(
    response: Response,
    { token, link, secret }: OpenLink,
    errors: readonly FieldError[],
  ): Promise<void> {
    response.set('Cache-Control', 'no-store')
    renderPage(
      response,
      'accounts/enrolment',
      enrolmentPage({
        token,
        link,
        secret,
        qrSvg: await qrSvg(totpUri(secret, link.login)),
        errors,
        t: response.locals['t'],
      }),
    )
  }
}
