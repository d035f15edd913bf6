import request from 'supertest'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const CODE = 'globalThis.canary = 1'

/** What has made EJS run code where a request was handed to it as locals (CVE-2022-29078 and its kin). */
const attacks: readonly Record<string, string>[] = [
  { 'settings[view options][outputFunctionName]': `x;${CODE};s` },
  { 'settings[view options][client]': 'true', 'settings[view options][escapeFunction]': `1;${CODE};` },
  { 'settings[view options][localsName]': `x=${CODE}` },
  { 'settings[view options][destructuredLocals][]': `a=${CODE}` },
  {
    delimiter: '%',
    cache: 'false',
    debug: 'true',
    client: 'true',
    escape: `1;${CODE};`,
    escapeFunction: `1;${CODE};`,
  },
  {
    '_locals[settings][view options][filename]': '/etc/passwd',
    include: '/etc/passwd',
    filename: '/etc/passwd',
  },
  { page: `<%= ${CODE} %>`, t: CODE, locale: `'; ${CODE}; '`, asset: CODE, locals: CODE },
]

describe('What a request says about how to render a page (F47)', () => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp('sqlite')
    official = await signedIn(app, { role: 'reform_office' })
  })
  afterAll(() => app.stop())
  afterEach(() => {
    expect('canary' in globalThis).toBe(false)
  })

  it.each(attacks)('is not listened to in a query (%j)', async (attack) => {
    for (const path of [
      '/',
      '/r/demo-dak-mil',
      '/r/demo-dak-mil/thanks',
      '/results',
      '/dashboard',
      '/nope',
    ]) {
      const plain = await official.get(path)
      const answer = await official.get(path).query(attack)
      expect([path, answer.status]).toEqual([
        path,
        expect.toSatisfy((status) => [plain.status, 400].includes(status)),
      ])
      expect(answer.type).toBe('text/html')
      expect(answer.text).not.toContain('root:')
    }
  })

  it.each(attacks)('is not listened to in a form that comes back (%j)', async (attack) => {
    const { overall: _, ...form } = formFields()
    const answer = await request(app.url)
      .post('/responses')
      .type('form')
      .send({ ...form, ...attack })
    expect([answer.status, answer.type]).toEqual([422, 'text/html'])
    expect(answer.text).toContain('</html>')
  })

  it.each(attacks)('is not listened to in JSON that asks for a page (%j)', async (attack) => {
    const nested = {
      ...submissionBody(),
      ...attack,
      settings: { 'view options': { client: true, escapeFunction: `1;${CODE};` } },
    }
    const answer = await request(app.url).post('/responses').set('Accept', 'text/html').send(nested)
    expect([answer.status, answer.type]).toEqual([422, 'application/json'])
  })
})
