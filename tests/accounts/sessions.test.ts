import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { tokenHash } from '../../server/accounts/session.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { beginSession, signedIn } from '../support/staff.ts'
import { cookiesOf, enrolled, type Person, postSignIn } from './people.ts'

const MINUTE = 60_000

describe.each(databases)('A session, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  let person: Person
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
    person = await enrolled(app, 'bich')
  })
  beforeEach(() => pass(MINUTE))
  afterAll(() => app.stop())

  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const signIn = async (cookies: string[] = []) => {
    const form = { login: person.login, password: person.password, code: codeAt(person.secret, now) }
    return postSignIn(app, form, { cookies })
  }
  const account = (cookies: readonly string[]) =>
    request(app.url).get('/account').set('Cookie', cookies.join('; ')).redirects(0)
  const session = (cookies: readonly string[]) =>
    cookies.find((cookie) => cookie.startsWith('session='))?.slice('session='.length) ?? ''

  it('has a new id after every sign-in, and the one from before is dead (F32)', async () => {
    const planted = `session=${'A'.repeat(43)}`
    const first = cookiesOf(await signIn([planted]))
    expect(session(first)).toMatch(/^[\w-]{43}$/)
    expect(session(first)).not.toBe(session([planted]))
    expect((await account([planted])).status).toBe(303)
    pass(MINUTE)
    const second = cookiesOf(await signIn(first))
    expect((await account(first)).status).toBe(303)
    expect((await account(second)).status).toBe(200)
  })

  it('is in the database as a hash, from which nobody gets in', async () => {
    const token = session(cookiesOf(await signIn()))
    const rows = await app.databases.read.selectFrom('staff_session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows.map((row) => row.token_hash)).toContain(tokenHash(token))
    expect((await account([`session=${tokenHash(token)}`])).status).toBe(303)
  })

  it('ends after half an hour without use, and lasts as long as it is used', async () => {
    const cookies = cookiesOf(await signIn())
    for (let use = 0; use < 3; use++) {
      pass(29 * MINUTE)
      expect((await account(cookies)).status).toBe(200)
    }
    pass(30 * MINUTE)
    expect((await account(cookies)).status).toBe(303)
  })

  it('ends after twelve hours, however much it is used', async () => {
    const cookies = cookiesOf(await signIn())
    for (let use = 0; use < 36; use++) {
      expect((await account(cookies)).status).toBe(200)
      pass(20 * MINUTE)
    }
    expect((await account(cookies)).status).toBe(303)
  })

  it('writes down when it was used at most once a minute', async () => {
    const token = session(cookiesOf(await signIn()))
    const seen = async () =>
      (
        await app.databases.read
          .selectFrom('staff_session')
          .select('last_seen_at')
          .where('token_hash', '=', tokenHash(token))
          .executeTakeFirstOrThrow()
      ).last_seen_at
    const before = await seen()
    pass(59_000)
    await account([`session=${token}`])
    expect(await seen()).toBe(before)
    pass(1_000)
    await account([`session=${token}`])
    expect(await seen()).toBe(now.toISOString())
  })

  it('is shown to its owner, who can end it from another browser', async () => {
    const lost = cookiesOf(await signIn())
    pass(MINUTE)
    const here = cookiesOf(await signIn())
    const page = (await account(here)).text
    const ways = [...page.matchAll(/action="(\/account\/sessions\/[\w-]+\/end)"/g)].map(
      ([, path]) => path ?? '',
    )
    const csrf = /name="csrfToken" value="([\w-]+)"/.exec(page)?.[1]
    expect(ways.length).toBeGreaterThan(0)
    for (const path of ways) {
      await request(app.url)
        .post(path)
        .set('Cookie', here.join('; '))
        .type('form')
        .send({ csrfToken: csrf })
        .expect(303)
    }
    expect((await account(lost)).status).toBe(303)
    expect((await account(here)).status).toBe(200)
  })

  it('of somebody else cannot be ended, nor is it shown', async () => {
    const other = await beginSession(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
    const { id } = await app.databases.read
      .selectFrom('staff_session')
      .select('id')
      .where('token_hash', '=', tokenHash(other.token))
      .executeTakeFirstOrThrow()
    const agent = await signedIn(app, { role: 'administrator' })
    expect((await agent.get('/account')).text).not.toContain(id)
    await agent.post(`/account/sessions/${id}/end`).expect(404)
    expect((await account([`session=${other.token}`])).status).toBe(200)
  })

  it('ends at sign-out, and nothing of it stays in the browser (F53)', async () => {
    const cookies = cookiesOf(await signIn())
    const page = await account(cookies)
    expect(page.headers['cache-control']).toBe('no-store')
    const csrf = /name="csrfToken" value="([\w-]+)"/.exec(page.text)?.[1]
    const out = await request(app.url)
      .post('/sign-out')
      .set('Cookie', cookies.join('; '))
      .type('form')
      .send({ csrfToken: csrf })
    expect([out.status, out.headers['location']]).toEqual([303, '/sign-in'])
    expect(out.headers['clear-site-data']).toBe('"cache"')
    expect(String(out.headers['set-cookie'])).toMatch(/session=;.*Expires=Thu, 01 Jan 1970/)
    expect((await account(cookies)).status).toBe(303)
  })

  it.each([
    '',
    'session=',
    `session=${'A'.repeat(43)}`,
    `session=${'A'.repeat(4000)}`,
    "session=' or 1=1; --",
    'session=%00',
    'session=__proto__',
  ])('is nobody’s with the cookie «%.40s»', async (cookie) => {
    expect((await account([cookie])).status).toBe(303)
  })

  it('changes nothing without the token of its own forms (F33)', async () => {
    const cookies = cookiesOf(await signIn())
    const other = await beginSession(app, { role: 'administrator' })
    const page = (await account([`session=${other.token}`])).text
    const theirs = /name="csrfToken" value="([\w-]+)"/.exec(page)?.[1]
    for (const token of [undefined, '', 'x', theirs]) {
      const answer = await request(app.url)
        .post('/sign-out')
        .set('Cookie', cookies.join('; '))
        .type('form')
        .send(token === undefined ? {} : { csrfToken: token })
      expect(answer.status).toBe(403)
    }
    const foreign = await request(app.url)
      .post('/sign-out')
      .set('Cookie', cookies.join('; '))
      .set('Sec-Fetch-Site', 'cross-site')
      .type('form')
      .send({ csrfToken: /name="csrfToken" value="([\w-]+)"/.exec((await account(cookies)).text)?.[1] })
    expect(foreign.status).toBe(403)
    expect((await account(cookies)).status).toBe(200)
  })

  it('is not begun by another web site (F33)', async () => {
    const form = { login: person.login, password: person.password, code: codeAt(person.secret, now) }
    const answer = await request(app.url)
      .post('/sign-in')
      .set('Origin', 'https://evil.example')
      .type('form')
      .send(form)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
  })
})

describe('The cookie of a session', () => {
  it('is bound to this host and to https where the program is reached by https', async () => {
    let now = new Date('2026-11-24T03:00:00Z')
    const app = await startApp('sqlite', {
      clock: () => now,
      variables: { PUBLIC_URL: 'https://thuocdo.example' },
    })
    try {
      const { login, password, secret } = await enrolled(app, 'bich')
      now = new Date(now.getTime() + MINUTE)
      const answer = await postSignIn(app, { login, password, code: codeAt(secret, now) })
      const [session = '', device = ''] = answer.headers['set-cookie'] as unknown as string[]
      expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
      expect(device).toMatch(/^__Host-device=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/)
      const page = request(app.url).get('/account').set('Cookie', cookiesOf(answer).join('; '))
      expect((await page).status).toBe(200)
    } finally {
      await app.stop()
    }
  })
})
