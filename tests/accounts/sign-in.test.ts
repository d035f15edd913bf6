import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { cookiesOf, enrolled, type Person, postSignIn } from './people.ts'

describe.each(databases)('Signing in, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  let person: Person
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
    person = await enrolled(app, 'bich')
  })
  afterAll(() => app.stop())

  /** What the official types, with the code of the present half minute. */
  const typed = (changes: Partial<{ login: string; password: string; code: string }> = {}) => ({
    login: person.login,
    password: person.password,
    code: codeAt(person.secret, now),
    ...changes,
  })
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }

  it('takes password and code together and leads to where the person wanted to go', async () => {
    later(60)
    const answer = await postSignIn(app, typed(), { query: '?next=%2Faudit%3Flogin%3Dbich' })
    expect([answer.status, answer.headers['location']]).toEqual([303, '/audit?login=bich'])
    const page = await request(app.url).get('/audit').set('Cookie', cookiesOf(answer))
    expect(page.status).toBe(200)
    expect(page.text).toContain('Trần Thị Bích')
  })

  it('asks for it where nobody is signed in, and a program or a form is refused', async () => {
    const page = await request(app.url).get('/audit?login=bich')
    expect([page.status, page.headers['location']]).toEqual([303, '/sign-in?next=%2Faudit%3Flogin%3Dbich'])
    expect((await request(app.url).get('/audit').set('Accept', 'application/json')).status).toBe(401)
    expect((await request(app.url).post('/staff').type('form').send({})).status).toBe(401)
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    'audit',
  ])('never leads away from this site («%s»)', async (next) => {
    later(60)
    const answer = await postSignIn(app, typed(), { query: `?${new URLSearchParams({ next })}` })
    expect([answer.status, answer.headers['location']]).toEqual([303, '/home'])
  })

  it('does not take a code twice, not even within its half minute', async () => {
    later(60)
    const form = typed()
    expect((await postSignIn(app, form)).status).toBe(303)
    expect((await postSignIn(app, form)).status).toBe(422)
    later(60)
    expect((await postSignIn(app, typed())).status).toBe(303)
  })

  it('takes each recovery code once, however it is typed', async () => {
    later(60)
    const [code = ''] = person.recoveryCodes
    expect(person.recoveryCodes).toHaveLength(10)
    expect(
      (await postSignIn(app, typed({ code: ` ${code.toUpperCase().replaceAll('-', ' ')} ` }))).status,
    ).toBe(303)
    expect((await postSignIn(app, typed({ code }))).status).toBe(422)
  })

  it('takes the password as another keyboard composes it, and no other', async () => {
    later(60)
    expect((await postSignIn(app, typed({ password: person.password.normalize('NFD') }))).status).toBe(303)
    later(60)
    expect((await postSignIn(app, typed({ password: person.password.toUpperCase() }))).status).toBe(422)
  })

  it('names what is missing, and keeps the login but never the password', async () => {
    later(60)
    const answer = await postSignIn(app, typed({ password: 'mật khẩu bí mật 1', code: '' }))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Vui lòng nhập mã xác thực.')
    expect(answer.text).toContain('value="bich"')
    expect(answer.text).not.toContain('mật khẩu bí mật 1')
  })

  it('takes no field that the form does not have (F39)', async () => {
    later(60)
    const answer = await postSignIn(app, { ...typed(), role: 'administrator' } as never)
    expect(answer.status).toBe(422)
  })
})
