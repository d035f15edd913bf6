import { once } from 'node:events'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { addUser } from '../../server/accounts/user.command.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { testConfig } from '../support/test-config.ts'
import { cookiesOf, PASSWORD, secretOf } from './people.ts'

/** Nothing listens there, so what goes wrong is logged. */
const PROVIDER = {
  OIDC_ISSUER: 'http://127.0.0.1:9',
  OIDC_CLIENT_ID: 'thuoc-do',
  OIDC_CLIENT_SECRET: 'M3kT8wQz1RvY6nLp0XsB',
  OIDC_LABEL: 'tài khoản công vụ',
}
const SESSION_SECRET = 'J7vQ0kqH3mZr8sXw2tYc5nBp9aLd4fGe'

describe.each(databases)('The log, on $name', ({ create }) => {
  let database: TestDatabase
  let server: ServerProcess
  beforeEach(async () => {
    database = await create()
    server = await startServerProcess(database.url, { LOG_LEVEL: 'trace', SESSION_SECRET, ...PROVIDER })
  })
  afterEach(async () => {
    await server.end('SIGKILL')
    await database.remove()
  })

  it('holds no link, password, code, key or session, and no line that a login made (F51, F52)', async () => {
    const config = testConfig(database.url, { SESSION_SECRET })
    const opened = connect(database.url)
    const user = { login: 'bich', name: 'Trần Thị Bích', role: 'administrator' }
    const link = new URL(await addUser(opened, config, user, new Date()))
    await opened.close()
    const path = link.pathname + link.search
    const page = await request(server.url).get(path).expect(200)
    const secret = secretOf(page.text)
    const code = codeAt(secret, new Date())
    const form = { password: PASSWORD, passwordAgain: PASSWORD, code }
    const enrolled = await request(server.url).post(path).type('form').send(form).expect(200)
    await request(server.url)
      .post('/sign-in')
      .type('form')
      .send({ login: 'bich', password: PASSWORD, code: 'CanaryCode' })
    await request(server.url).post('/sign-in').type('form').send({
      login: 'x\r\n{"level":50,"msg":"CanaryLogin"}\u001b[31m',
      password: 'CanaryPassword',
      code: '1',
    })
    await request(server.url)
      .get('/account')
      .set('Cookie', cookiesOf(enrolled).join('; '))
      .set('User-Agent', 'CanaryAgent')
      .expect(200)

    await request(server.url).get('/sign-in/provider').expect(503)
    await request(server.url).get('/sign-in/provider/callback?code=CanaryProviderCode&state=CanaryState')

    const closed = once(server.process, 'close')
    await server.end('SIGTERM')
    await closed
    const output = server.output()
    expect(output).toContain('the identity provider cannot be reached')
    expect(output.split('\n').filter(Boolean).length).toBeGreaterThan(5)
    const recovery = [...enrolled.text.matchAll(/[0-9a-f]{4}(-[0-9a-f]{4}){3}(?=<)/g)].map(([found]) => found)
    expect(recovery).toHaveLength(10)
    const secrets = [
      link.searchParams.get('link') ?? '',
      PASSWORD,
      secret,
      SESSION_SECRET,
      PROVIDER.OIDC_CLIENT_SECRET,
      ...recovery,
      ...cookiesOf(enrolled).map((cookie) => cookie.split('=')[1] ?? ''),
    ]
    for (const each of [...secrets, 'Canary']) expect(output).not.toContain(each)
  })
})
