import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { beginSession, type StaffAgent, signedIn } from '../support/staff.ts'
import { enrol, enrolled, PASSWORD, postSignIn } from './people.ts'

const UNIT = 'ld-commune-dak-mil'

describe.each(databases)('Administrators, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  let administrator: StaffAgent
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
    administrator = await signedIn(app, { role: 'administrator' })
  })
  afterAll(() => app.stop())

  const add = (form: Record<string, string>) =>
    administrator
      .post('/staff')
      .type('form')
      .send({ name: 'Lê Văn Cường', role: 'clerk', unit: UNIT, ...form })
  const linkIn = (html: string) => /class="one-time-link">([^<]+)</.exec(html)?.[1] ?? ''
  const idOf = async (login: string) =>
    (
      await app.databases.read
        .selectFrom('staff')
        .select('id')
        .where('login', '=', login)
        .executeTakeFirstOrThrow()
    ).id

  it('add an official, who comes in by a one-time link and finds what the role allows', async () => {
    const answer = await add({ login: 'cuong' }).expect(200)
    const person = await enrol(app, linkIn(answer.text), 'cuong')
    const cookie = person.cookies.join('; ')
    const account = await request(app.url).get('/account').set('Cookie', cookie).expect(200)
    expect(account.text).toContain('Cán bộ một cửa · Xã Đắk Mil')
    expect(account.text).toContain('href="/entries"')
    expect(account.text).not.toContain('href="/audit"')
    await request(app.url).get('/entries').set('Cookie', cookie).expect(200)
    await request(app.url).get('/dashboard').set('Cookie', cookie).expect(403)
  })

  it('hand out a link that works once, for a day, and only as the latest', async () => {
    const link = linkIn((await add({ login: 'dung' })).text)
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1\/enrol\?link=[\w-]{43}$/)
    const { pathname, search } = new URL(link)
    await request(app.url)
      .get(pathname + search)
      .expect(200)
    await enrol(app, link, 'dung')
    await request(app.url)
      .get(pathname + search)
      .expect(404)
    await request(app.url)
      .post(pathname + search)
      .type('form')
      .send({ password: PASSWORD })
      .expect(404)

    const [old, latest] = [await reset('dung'), await reset('dung')].map((each) => new URL(each).search)
    await request(app.url).get(`/enrol${old}`).expect(404)
    await request(app.url).get(`/enrol${latest}`).expect(200)
    const before = now
    now = new Date(now.getTime() + 24 * 60 * 60_000)
    await request(app.url).get(`/enrol${latest}`).expect(404)
    now = before
  })

  async function reset(login: string): Promise<string> {
    const answer = await administrator.post(`/staff/${await idOf(login)}/reset`).expect(200)
    return linkIn(answer.text)
  }

  it.each([
    ['too short a password', { password: 'ngắn quá' }, 'ít nhất 12 ký tự'],
    ['a common one', { password: 'matkhau123456' }, 'dễ đoán'],
    ['the product’s name with a year', { password: 'ThuocDo@2026!' }, 'dễ đoán'],
    ['the own name', { password: 'levancuong1990' }, 'dễ đoán'],
    ['a row of keys', { password: 'qwertyuiop1234' }, 'dễ đoán'],
    ['twice a different one', { passwordAgain: 'con trâu đi trước cái cày' }, 'không giống nhau'],
    ['a wrong code', { code: '000000' }, 'Mã xác thực không đúng'],
    ['a field too many', { role: 'administrator' }, 'hệ thống không nhận'],
  ])('do not have it taken with %s', async (_what, changes, words) => {
    const login = `e${Object.keys(changes)[0]?.toLowerCase()}${Math.random().toString(36).slice(2, 8)}`
    const { pathname, search } = new URL(linkIn((await add({ login })).text))
    const page = await request(app.url).get(pathname + search)
    const secret = /class="secret">([A-Z2-7 ]+)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? ''
    const form: Record<string, string> = {
      password: PASSWORD,
      passwordAgain: PASSWORD,
      code: codeAt(secret, now),
      ...changes,
    }
    if ('password' in changes) form['passwordAgain'] = changes.password
    const answer = await request(app.url)
      .post(pathname + search)
      .type('form')
      .send(form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(answer.text).not.toContain(form['password'])
    expect((await postSignIn(app, { login, password: PASSWORD, code: codeAt(secret, now) })).status).toBe(422)
  })

  it.each([
    ['a login that somebody has', { login: 'taken' }, 'đã có người dùng'],
    ['a login with a line break', { login: 'a\r\nb' }, 'Tên đăng nhập gồm'],
    ['a name that turns the writing direction', { login: 'x1', name: 'a\u202eb' }, 'họ và tên'],
    ['no unit for a clerk', { login: 'x2', unit: '' }, 'Vui lòng chọn đơn vị.'],
    ['a unit for an administrator', { login: 'x3', role: 'administrator' }, 'bao quát toàn tỉnh'],
    ['a unit that there is not', { login: 'x4', unit: 'nowhere' }, 'Vui lòng chọn đơn vị.'],
    ['a role that there is not', { login: 'x5', role: 'god' }, 'Vui lòng chọn vai trò.'],
    ['a field too many (F39)', { login: 'x6', password_hash: 'x' }, 'hệ thống không nhận'],
  ])('do not add an official with %s', async (_what, form, words) => {
    if (form.login === 'taken') await add({ login: 'taken' }).expect(200)
    const before = await app.databases.read.selectFrom('staff').select('id').execute()
    const answer = await add(form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(await app.databases.read.selectFrom('staff').select('id').execute()).toHaveLength(before.length)
  })

  it('give and withdraw roles, which holds from the next request on', async () => {
    const person = await beginSession(app, { role: 'clerk', unitId: UNIT })
    const reads = () => request(app.url).get('/dashboard').set('Cookie', `session=${person.token}`)
    expect((await reads()).status).toBe(403)
    await administrator
      .post(`/staff/${person.staffId}/grants`)
      .type('form')
      .send({ role: 'head_of_unit', unit: UNIT })
      .expect(303)
    expect((await reads()).status).toBe(303)
    const page = (await administrator.get(`/staff/${person.staffId}`)).text
    for (const [, path = ''] of page.matchAll(/action="(\/staff\/[\w-]+\/grants\/[\w-]+\/end)"/g)) {
      await administrator.post(path).expect(303)
    }
    expect((await reads()).status).toBe(403)
    expect((await request(app.url).get('/entries').set('Cookie', `session=${person.token}`)).status).toBe(403)
  })

  it('disable an account, and all its sessions end at once', async () => {
    const person = await beginSession(app, { role: 'reform_office' })
    const reads = () => request(app.url).get('/dashboard').set('Cookie', `session=${person.token}`)
    expect((await reads()).status).toBe(200)
    await administrator.post(`/staff/${person.staffId}/disable`).expect(303)
    expect((await reads()).status).toBe(303)
  })

  it('who renew somebody’s access end password, authenticator, recovery codes and sessions', async () => {
    const person = await enrolled(app, 'giang')
    const link = await reset('giang')
    now = new Date(now.getTime() + 60_000)
    const account = request(app.url).get('/account').set('Cookie', person.cookies.join('; '))
    expect((await account).status).toBe(303)
    const { login, password, secret } = person
    expect((await postSignIn(app, { login, password, code: codeAt(secret, now) })).status).toBe(422)
    now = new Date(now.getTime() + 60_000)
    const [recovery = ''] = person.recoveryCodes
    expect((await postSignIn(app, { login, password, code: recovery })).status).toBe(422)
    const again = await enrol(app, link, 'giang')
    expect(again.secret).not.toBe(secret)
    now = new Date(now.getTime() + 60_000)
    const form = { login, password: again.password, code: codeAt(again.secret, now) }
    expect((await postSignIn(app, form)).status).toBe(303)
  })

  it('cannot change what they themselves may do, nor disable or renew themselves', async () => {
    const own = await beginSession(app, { role: 'administrator' })
    const page = await request(app.url).get('/account').set('Cookie', `session=${own.token}`)
    const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(page.text)?.[1]
    const grant = await app.databases.read
      .selectFrom('staff_grant')
      .select('id')
      .where('staff_id', '=', own.staffId)
      .executeTakeFirstOrThrow()
    const ways: [string, object][] = [
      ['grants', { role: 'auditor', unit: '' }],
      [`grants/${grant.id}/end`, {}],
      ['disable', {}],
      ['reset', {}],
    ]
    for (const [way, form] of ways) {
      const answer = await request(app.url)
        .post(`/staff/${own.staffId}/${way}`)
        .set('Cookie', `session=${own.token}`)
        .type('form')
        .send({ ...form, csrfToken })
      expect([way, answer.status]).toEqual([way, 403])
    }
    const shown = await request(app.url).get(`/staff/${own.staffId}`).set('Cookie', `session=${own.token}`)
    expect(shown.text).not.toContain('/disable')
  })
})

describe.each(databases)('One’s own account, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
  })
  afterAll(() => app.stop())

  it('gets a new password and authenticator only for who has the old ones', async () => {
    const person = await enrolled(app, 'hoa')
    const cookie = person.cookies.join('; ')
    now = new Date(now.getTime() + 60_000)
    const page = await request(app.url).get('/account').set('Cookie', cookie)
    const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(page.text)?.[1]
    const post = (path: string, form: object) =>
      request(app.url)
        .post(path)
        .set('Cookie', cookie)
        .type('form')
        .send({ csrfToken, ...form })
    const confirm = (password: string) =>
      post('/account/confirm?next=/account/renew', { password, code: codeAt(person.secret, now) })
    expect((await post('/account/renew', {})).status).toBe(403)
    expect((await confirm('wrong password')).status).toBe(422)
    expect((await confirm(person.password)).status).toBe(429)
    now = new Date(now.getTime() + 60_000)
    const confirmed = await confirm(person.password)
    expect([confirmed.status, confirmed.headers['location']]).toEqual([303, '/account/renew'])
    const led = await post('/account/renew', {})
    expect([led.status, led.headers['location']]).toEqual([303, expect.stringMatching(/^\/enrol\?link=/)])
    const renewed = await enrol(app, new URL(led.headers['location'] ?? '', app.url).href, 'hoa')
    expect(renewed.secret).not.toBe(person.secret)
    expect((await request(app.url).get('/account').set('Cookie', cookie)).status).toBe(303)
  })
})
