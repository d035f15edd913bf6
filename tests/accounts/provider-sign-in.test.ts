import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { databases } from '../support/databases.ts'
import { providerVariables, startProvider, type TestProvider } from '../support/identity-provider.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { cookiesOf, enrolled, type Person, postSignIn } from './people.ts'

const PUBLIC_URL = 'http://localhost'
const CALLBACK = `${PUBLIC_URL}/sign-in/provider/callback`

describe.each(databases)('Signing in by the organisation’s provider, on $name', ({ dialect }) => {
  let provider: TestProvider
  let app: RunningApp
  let now: Date
  let people = 0
  let owner: Person
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    provider = await startProvider()
    provider.serve(CALLBACK)
    app = await startApp(dialect, { clock: () => now, variables: variables(provider) })
  })
  beforeEach(async () => {
    now = new Date(now.getTime() + 60_000)
    owner = await enrolled(app, `lan${++people}`)
    now = new Date(now.getTime() + 60_000)
    await link(owner, owner.login)
  })
  afterAll(async () => {
    await app.stop()
    await provider.stop()
  })

  it('lets in who linked the account, as the person here, with another session than before', async () => {
    provider.person = { subject: owner.login, amr: ['pwd', 'mfa'] }
    const back = await goThere('/sign-in/provider?next=%2Faudit')
    const answer = await comeBack(back)
    expect([answer.status, answer.headers['location']]).toEqual([303, '/audit'])
    const account = await get('/account', cookiesOf(answer))
    expect([account.status, account.text]).toEqual([200, expect.stringContaining(owner.login)])
    expect(await lastDeed()).toEqual({
      action: 'session.started',
      login: owner.login,
      after: '{"way":"provider"}',
    })
  })

  it('asks for our second factor where the provider does not say that it asked for one', async () => {
    provider.person = { subject: owner.login, amr: ['pwd'] }
    const half = await comeBack(await goThere())
    expect([half.status, half.headers['location']]).toEqual([303, '/sign-in/second-factor'])
    const cookies = cookiesOf(half)
    expect((await get('/account', cookies)).status).toBe(303)
    expect((await get('/sign-in/second-factor', cookies)).text).toContain(owner.login)
    const send = (code: string) =>
      request(app.url)
        .post('/sign-in/second-factor')
        .set('Cookie', cookies.join('; '))
        .type('form')
        .send({ code })
    expect((await send('000000')).status).toBe(422)
    expect((await send(codeAt(owner.secret, now))).status).toBe(429)
    now = new Date(now.getTime() + 60_000)
    const whole = await send(codeAt(owner.secret, now))
    expect([whole.status, whole.headers['location']]).toEqual([303, '/home'])
    expect((await get('/account', cookiesOf(whole))).status).toBe(200)
    now = new Date(now.getTime() + 60_000)
    expect((await send(codeAt(owner.secret, now))).status).toBe(422)
  })

  it('takes the acr that the configuration names for a second factor, and no other', async () => {
    provider.person = { subject: owner.login, acr: 'urn:two-factors' }
    expect((await comeBack(await goThere())).headers['location']).toBe('/home')
    provider.person = { subject: owner.login, acr: 'urn:one-factor' }
    expect((await comeBack(await goThere())).headers['location']).toBe('/sign-in/second-factor')
  })

  it('lets nobody in whose account is not linked, and makes none', async () => {
    provider.person = { subject: 'a-stranger', amr: ['mfa'] }
    const before = await app.databases.read.selectFrom('staff').select('id').execute()
    const answer = await comeBack(await goThere())
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('chưa được liên kết')])
    expect(cookiesOf(answer).some((cookie) => /^session=./.test(cookie))).toBe(false)
    expect(await app.databases.read.selectFrom('staff').select('id').execute()).toHaveLength(before.length)
    expect((await lastDeed()).action).toBe('session.refused')
  })

  it('lets nobody into a disabled account', async () => {
    await app.databases.write
      .updateTable('staff')
      .set({ disabled_at: now.toISOString() })
      .where('login', '=', owner.login)
      .execute()
    provider.person = { subject: owner.login, amr: ['mfa'] }
    expect((await comeBack(await goThere())).status).toBe(422)
  })

  it('takes each return once', async () => {
    provider.person = { subject: owner.login, amr: ['mfa'] }
    const back = await goThere()
    expect((await comeBack(back)).status).toBe(303)
    const again = await comeBack(back)
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('hết hạn hoặc đã được dùng')])
  })

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'another')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['another code', (url: URL) => url.searchParams.set('code', 'another')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['a second code', (url: URL) => url.searchParams.append('code', 'another')],
  ])('refuses a return with %s, which is written down', async (_what, change) => {
    provider.person = { subject: owner.login, amr: ['mfa'] }
    const back = await goThere()
    change(back.url)
    const answer = await comeBack(back)
    expect([answer.status, answer.text]).toEqual([
      422,
      expect.stringContaining('không xác nhận lần đăng nhập này'),
    ])
    expect((await lastDeed()).action).toBe('session.refused')
  })

  it.each([
    ['another nonce', (url: URL) => url.searchParams.set('nonce', 'another')],
    ['another challenge of PKCE', (url: URL) => url.searchParams.set('code_challenge', 'A'.repeat(43))],
  ])('refuses what the provider was asked with %s', async (_what, change) => {
    provider.person = { subject: owner.login, amr: ['mfa'] }
    const answer = await comeBack(await goThere('/sign-in/provider', change))
    expect([answer.status, answer.text]).toEqual([
      422,
      expect.stringContaining('không xác nhận lần đăng nhập này'),
    ])
  })

  it('refuses a code that ended at the provider, and one that came back after minutes', async () => {
    provider.person = { subject: owner.login, amr: ['mfa'] }
    const ended = await goThere()
    await provider.expireCodes()
    expect((await comeBack(ended)).status).toBe(422)
    const late = await goThere()
    now = new Date(now.getTime() + 5 * 60_000)
    expect((await comeBack(late)).status).toBe(422)
  })

  it('refuses a return in a browser that was not sent', async () => {
    provider.person = { subject: owner.login, amr: ['mfa'] }
    const { url } = await goThere()
    expect((await comeBack({ url, cookies: [] })).status).toBe(422)
  })

  it('says so where the provider cannot be reached, and the password still signs in', async () => {
    const gone = await startProvider()
    const alone = await startApp(dialect, { clock: () => now, variables: variables(gone) })
    try {
      await gone.stop()
      const answer = await request(alone.url).get('/sign-in/provider')
      expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('Hiện không kết nối được')])
      const person = await enrolled(alone, 'mai')
      now = new Date(now.getTime() + 60_000)
      const { login, password, secret } = person
      expect((await postSignIn(alone, { login, password, code: codeAt(secret, now) })).status).toBe(303)
    } finally {
      await alone.stop()
    }
  })

  it('links an identity to one account alone', async () => {
    const other = await enrolled(app, `mai${people}`)
    now = new Date(now.getTime() + 60_000)
    expect((await link(other, owner.login)).status).toBe(409)
    provider.person = { subject: owner.login, amr: ['mfa'] }
    const account = await get('/account', cookiesOf(await comeBack(await goThere())))
    expect(account.text).toContain(owner.login)
  })

  it('ends when the two accounts are parted', async () => {
    now = new Date(now.getTime() + 60_000)
    const csrfToken = await confirm(owner, '/account/provider/unlink')
    const parted = await post('/account/provider/unlink', owner.cookies, { csrfToken })
    expect(parted.headers['location']).toBe('/account?done=unlinked')
    provider.person = { subject: owner.login, amr: ['mfa'] }
    expect((await comeBack(await goThere())).status).toBe(422)
  })

  const get = (path: string, cookies: readonly string[]) =>
    request(app.url).get(path).set('Cookie', cookies.join('; '))
  const post = (path: string, cookies: readonly string[], form: object) =>
    request(app.url).post(path).set('Cookie', cookies.join('; ')).type('form').send(form)

  interface Return {
    url: URL
    cookies: readonly string[]
  }

  /** What a browser does from our page to the provider and until it is sent back. */
  async function goThere(
    path = '/sign-in/provider',
    change: (url: URL) => void = () => undefined,
    before: readonly string[] = [],
  ): Promise<Return> {
    const sent = await get(path, before).expect(303)
    const url = new URL(sent.headers['location'] ?? '')
    change(url)
    return { url: await followToOurs(url), cookies: [...before, ...cookiesOf(sent)] }
  }

  function comeBack({ url, cookies }: Return) {
    return get(url.pathname + url.search, cookies)
  }

  /** Signs the provider's account in and links it to the person's. */
  async function link(person: Person, subject: string) {
    provider.person = { subject }
    const csrfToken = await confirm(person, '/account/provider/link')
    const back = await goThere('/account/provider/visit', undefined, person.cookies)
    const answer = await comeBack(back)
    expect([answer.status, answer.headers['location']]).toEqual([303, '/account/provider'])
    const cookies = [...person.cookies, ...cookiesOf(answer)]
    expect((await get('/account/provider', cookies)).text).toContain(`${subject}@so.lamdong.example`)
    return post('/account/provider', cookies, { csrfToken })
  }

  async function confirm({ cookies, password, secret }: Person, next: string): Promise<string> {
    const page = await get('/account', cookies).expect(200)
    const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(page.text)?.[1] ?? ''
    const query = new URLSearchParams({ next })
    const form = { csrfToken, password, code: codeAt(secret, now) }
    await post(`/account/confirm?${query}`, cookies, form).expect(303)
    return csrfToken
  }

  async function lastDeed() {
    const entries = await app.databases.read
      .selectFrom('audit_entry')
      .select(['action', 'login', 'after'])
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return entries
  }
})

function variables(provider: TestProvider): Record<string, string> {
  return { PUBLIC_URL, ...providerVariables(provider) }
}

/** Follows the provider's own pages, with its cookies, until it leads back to us. */
async function followToOurs(start: URL): Promise<URL> {
  const jar = new Map<string, string>()
  let url = start
  for (let steps = 0; steps < 10; steps++) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = each.split(';', 1)[0]?.split('=') ?? []
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the provider answers ${answer.status}: ${await answer.text()}`)
    url = new URL(location, url)
    if (url.pathname === new URL(CALLBACK).pathname) return url
  }
  throw new Error('the provider leads in circles')
}
