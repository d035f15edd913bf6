import request from 'supertest'
import { expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { sealTotpSecret } from '../../server/accounts/second-factor.ts'
import { addUser } from '../../server/accounts/user.command.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { testConfig } from '../support/test-config.ts'
import { enrolled, postSignIn } from './people.ts'

it('Under another SESSION_SECRET codes are refused like wrong ones, and recovery codes still work', async () => {
  let now = new Date('2026-11-24T03:00:00Z')
  const app: RunningApp = await startApp('sqlite', { clock: () => now })
  try {
    const { login, password, secret, recoveryCodes } = await enrolled(app, 'bich')
    const other = testConfig(app.databaseUrl, { SESSION_SECRET: 'Z8wR1lrI4naSt9xVy3uZd6oCq0bMe5hG' })
    const sealed = sealTotpSecret(other, secret)
    await app.databases.write.updateTable('staff').set({ totp_secret: sealed }).execute()
    now = new Date(now.getTime() + 60_000)
    expect((await postSignIn(app, { login, password, code: codeAt(secret, now) })).status).toBe(422)
    now = new Date(now.getTime() + 60_000)
    expect((await postSignIn(app, { login, password, code: recoveryCodes[0] ?? '' })).status).toBe(303)
  } finally {
    await app.stop()
  }
})

it('Under another SESSION_SECRET a one-time link is no longer valid, and the page says to ask for a new one', async () => {
  const now = new Date('2026-11-24T03:00:00Z')
  const app: RunningApp = await startApp('sqlite', { clock: () => now })
  try {
    const other = testConfig(app.databaseUrl, { SESSION_SECRET: 'Z8wR1lrI4naSt9xVy3uZd6oCq0bMe5hG' })
    const user = { login: 'bich', name: 'Trần Thị Bích', role: 'administrator' }
    const { pathname, search } = new URL(await addUser(app.databases, other, user, now))
    for (const answer of [
      await request(app.url).get(pathname + search),
      await request(app.url)
        .post(pathname + search)
        .type('form')
        .send({ password: 'x' }),
    ]) {
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('Liên kết không còn dùng được')
      expect(answer.text).toContain('Vui lòng đề nghị quản trị viên cấp liên kết mới.')
    }
  } finally {
    await app.stop()
  }
})
