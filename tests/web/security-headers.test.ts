import { sql } from 'kysely'
import request, { type Response } from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asset } from '../../server/web/assets.ts'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const CONTENT_SECURITY_POLICY = [
  "base-uri 'none'",
  "connect-src 'self'",
  "default-src 'none'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self'",
  "manifest-src 'self'",
  "media-src 'self'",
  "object-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
]

/** One answer of every kind that the program gives. */
const kinds: [string, number, (url: string, app: RunningApp) => PromiseLike<Response>][] = [
  ['a page', 200, (url) => request(url).get('/r/demo-dak-mil')],
  ['a page for officials', 200, pageForOfficials],
  ['JSON', 200, (url) => request(url).get('/healthz')],
  ['a recorded rating', 201, (url) => request(url).post('/responses').send(submissionBody())],
  ['a redirect', 303, (url) => request(url).post('/responses').type('form').send(formFields()).redirects(0)],
  ['a style sheet', 200, (url) => request(url).get(asset('css/base.css'))],
  ['a script', 200, (url) => request(url).get(asset('js/responses/rating-form.js'))],
  ['an image', 200, (url) => request(url).get(asset('favicon.svg'))],
  ['a file not modified', 304, notModified],
  ['options', 200, (url) => request(url).options('/')],
  ['broken JSON', 400, (url) => request(url).post('/responses').type('json').send('{')],
  ['a broken path', 400, (url) => request(url).get('/r/%zz')],
  ['a broken path of a file', 400, (url) => request(url).get('/assets/%zz/x')],
  ['a rating from elsewhere', 403, (url) => request(url).post('/responses').set('Origin', 'null').send({})],
  ['a page that is not there', 404, (url) => request(url).get('/nope')],
  ['a file that is not there', 404, (url) => request(url).get(asset('nope.js'))],
  ['an error as JSON', 404, (url) => request(url).get('/nope').accept('json')],
  ['a method that is not allowed', 405, (url) => request(url).put('/responses').send(submissionBody())],
  [
    'a body too large',
    413,
    (url) =>
      request(url)
        .post('/responses')
        .send(submissionBody({ comment: 'x'.repeat(20_000) })),
  ],
  ['a body of another type', 415, (url) => request(url).post('/responses').type('text/plain').send('x')],
  ['a foreign host', 421, (url) => request(url).get('/').set('Host', 'evil.example')],
  [
    'a form that comes back',
    422,
    (url) =>
      request(url)
        .post('/responses')
        .type('form')
        .send(formFields({ overall: '' })),
  ],
  // Last, since nothing works afterwards.
  ['an error of the program', 500, brokenDatabase],
]

function notModified(url: string): PromiseLike<Response> {
  const file = asset('css/base.css')
  return request(url)
    .get(file)
    .then((first) => request(url).get(file).set('If-None-Match', String(first.headers['etag'])))
}

async function brokenDatabase(url: string, { databases }: RunningApp): Promise<Response> {
  await sql`alter table touchpoint rename to gone`.execute(databases.write)
  return request(url).get('/r/demo-unknown')
}

describe.each([
  ['http', false],
  ['https', true],
])('Served over %s', (scheme, encrypted) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp('sqlite', { variables: { PUBLIC_URL: `${scheme}://danhgia.example.vn` } })
  })
  afterAll(() => app.stop())

  it.each(kinds)('%s (%i) has every header that protects its reader', async (what, status, ask) => {
    const answer = await ask(app.url, app)
    expect(answer.status).toBe(status)
    const { headers } = answer
    const policy = String(headers['content-security-policy']).split(';')
    expect(policy.filter((rule) => rule !== 'upgrade-insecure-requests').sort()).toEqual(
      CONTENT_SECURITY_POLICY,
    )
    expect(policy.includes('upgrade-insecure-requests')).toBe(encrypted)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(headers['strict-transport-security']).toBe(
      encrypted ? 'max-age=31536000; includeSubDomains' : undefined,
    )
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
    if (answer.text && what !== 'options')
      expect(headers['content-type']).toMatch(/; charset=utf-8$|^image\/svg\+xml|^text\/javascript/)
    if (status >= 400)
      expect(headers['cache-control']).toBe(status === 422 ? 'private, no-cache' : 'no-store')
  })
})

async function pageForOfficials(_url: string, app: RunningApp): Promise<Response> {
  return (await signedIn(app, { role: 'reform_office' })).get('/dashboard')
}
