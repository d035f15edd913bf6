import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { beginSession, type StaffAgent, signedIn } from '../support/staff.ts'
import { enrolled, type Person, postSignIn, secretOf } from './people.ts'

describe.each(databases)('A new second factor alone, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  let people = 0
  let administrator: StaffAgent
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
    administrator = await signedIn(app, { role: 'administrator' })
  })
  afterAll(() => app.stop())

  const later = () => {
    now = new Date(now.getTime() + 60_000)
  }
  async function reset(login: string): Promise<string> {
    const { id } = await app.databases.read
      .selectFrom('staff')
      .select('id')
      .where('login', '=', login)
      .executeTakeFirstOrThrow()
    const { text } = await administrator.post(`/staff/${id}/reset-factor`).expect(200)
    return /class="one-time-link">([^<]+)</.exec(text)?.[1] ?? ''
  }
  const lost = (): Promise<Person> => enrolled(app, `giang${++people}`)
  const open = (link: string) => request(app.url).get(new URL(link).pathname + new URL(link).search)
  const send = (link: string, form: object) =>
    request(app.url)
      .post(new URL(link).pathname + new URL(link).search)
      .type('form')
      .send(form)

  it('comes by a link that an administrator makes, and the password stays', async () => {
    const person = await lost()
    const link = await reset(person.login)
    const page = await open(link).expect(200)
    expect(page.text).not.toContain('name="passwordAgain"')
    const secret = secretOf(page.text)
    expect(secret).not.toBe(person.secret)
    const done = await send(link, { password: person.password, code: codeAt(secret, now) }).expect(200)
    expect(done.text.match(/<li>[0-9a-f-]{19}<\/li>/g)).toHaveLength(10)
    later()
    const { login, password } = person
    expect((await postSignIn(app, { login, password, code: codeAt(person.secret, now) })).status).toBe(422)
    later()
    expect((await postSignIn(app, { login, password, code: codeAt(secret, now) })).status).toBe(303)
    await open(link).expect(404)
    const actions = await app.databases.read
      .selectFrom('audit_entry')
      .select('action')
      .where('subject', '=', `staff:${login}`)
      .execute()
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['staff.factor_reset', 'staff.factor_renewed']),
    )
  })

  it('is not had by who found the link and does not know the password, however often they try', async () => {
    const person = await lost()
    const link = await reset(person.login)
    const secret = secretOf((await open(link)).text)
    later()
    const wrong = await send(link, { password: 'không phải mật khẩu này', code: codeAt(secret, now) })
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Mật khẩu không đúng.')])
    const hasty = await send(link, { password: person.password, code: codeAt(secret, now) })
    expect([hasty.status, hasty.text]).toEqual([422, expect.stringContaining('Vui lòng thử lại sau')])
    expect((await send(link, { password: 'mới', passwordAgain: 'mới', code: '1' })).status).toBe(422)
  })

  it('begins with the end of the old one, of recovery codes and of sessions', async () => {
    const person = await lost()
    await reset(person.login)
    const account = await request(app.url).get('/account').set('Cookie', person.cookies.join('; '))
    expect(account.status).toBe(303)
    const { login, password, secret, recoveryCodes } = person
    for (const code of [codeAt(secret, now), recoveryCodes[0] ?? '']) {
      later()
      expect((await postSignIn(app, { login, password, code })).status).toBe(422)
    }
  })

  it('is not given to oneself, nor to who has no password to keep', async () => {
    const own = await beginSession(app, { role: 'administrator' })
    const page = await request(app.url).get('/account').set('Cookie', `session=${own.token}`)
    const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(page.text)?.[1]
    await request(app.url)
      .post(`/staff/${own.staffId}/reset-factor`)
      .set('Cookie', `session=${own.token}`)
      .type('form')
      .send({ csrfToken })
      .expect(403)
    await administrator
      .post('/staff')
      .type('form')
      .send({ login: 'moi', name: 'Người Mới', role: 'administrator', unit: '' })
      .expect(200)
    const { id } = await app.databases.read
      .selectFrom('staff')
      .select('id')
      .where('login', '=', 'moi')
      .executeTakeFirstOrThrow()
    expect((await administrator.get(`/staff/${id}`)).text).not.toContain('/reset-factor')
    await administrator.post(`/staff/${id}/reset-factor`).expect(409)
  })
})
