import request from 'supertest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { addUser } from '../../server/accounts/user.command.ts'
import type { RunningApp } from '../support/running-app.ts'

export const PASSWORD = 'chim én bay ngang ruộng bậc thang'

export interface Person {
  login: string
  password: string
  /** Of the authenticator. */
  secret: string
  recoveryCodes: string[]
  /** The session that the enrolment began. */
  cookies: string[]
}

/** An official who came in by the one-time link, as the operator's command makes it. */
export async function enrolled(
  app: RunningApp,
  login: string,
  user: { role?: string; unit?: string } = {},
): Promise<Person> {
  const link = await addUser(
    app.databases,
    app.config,
    { login, name: 'Trần Thị Bích', role: 'administrator', ...user },
    app.clock(),
  )
  return enrol(app, link, login)
}

export async function enrol(app: RunningApp, link: string, login: string): Promise<Person> {
  const { pathname, search } = new URL(link)
  const page = await request(app.url)
    .get(pathname + search)
    .expect(200)
  const secret = secretOf(page.text)
  const form = { password: PASSWORD, passwordAgain: PASSWORD, code: codeAt(secret, app.clock()) }
  const done = await request(app.url)
    .post(pathname + search)
    .type('form')
    .send(form)
    .expect(200)
  const recoveryCodes = [...done.text.matchAll(/<li>([0-9a-f-]{19})<\/li>/g)].map(([, code]) => code ?? '')
  return { login, password: PASSWORD, secret, recoveryCodes, cookies: cookiesOf(done) }
}

/** The key that the page shows for typing. */
export function secretOf(html: string): string {
  return /class="secret">([A-Z2-7 ]+)</.exec(html)?.[1]?.replaceAll(' ', '') ?? ''
}

export function cookiesOf(answer: request.Response): string[] {
  return ((answer.headers['set-cookie'] ?? []) as string[]).map((cookie) => cookie.split(';', 1)[0] ?? '')
}

export interface SignInForm {
  login: string
  password: string
  code: string
}

export function postSignIn(
  app: RunningApp,
  form: SignInForm,
  { cookies = [], query = '' }: { cookies?: readonly string[]; query?: string } = {},
): request.Test {
  return request(app.url).post(`/sign-in${query}`).set('Cookie', cookies.join('; ')).type('form').send(form)
}
