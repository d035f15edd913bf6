import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

describe('A rating that another web site makes a browser send (F33)', () => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp('sqlite')
  })
  afterAll(() => app.stop())

  const storedKeys = async () =>
    (await app.databases.read.selectFrom('response').select('submission_key').execute()).map(
      (row) => row.submission_key,
    )

  const foreign: [string, Record<string, string>][] = [
    ['the browser says cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['the browser says same-site, which a neighbour’s subdomain is', { 'Sec-Fetch-Site': 'same-site' }],
    ['the browser says something unheard of', { 'Sec-Fetch-Site': 'elsewhere' }],
    ['the origin is foreign', { Origin: 'https://evil.example' }],
    ['the origin is foreign, though the fetch is said to be ours', foreignOrigin('same-origin')],
    ['the origin is another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['the origin only begins like ours', { Origin: 'http://127.0.0.1.evil.example' }],
    ['the origin is null, as in a sandboxed frame', { Origin: 'null' }],
    ['the origin is no origin', { Origin: 'http://' }],
  ]

  it.each(foreign)('is refused as a form when %s', async (_why, headers) => {
    const form = formFields()
    const answer = await request(app.url).post('/responses').set(headers).type('form').send(form)
    expect(answer.status).toBe(403)
    expect(await storedKeys()).not.toContain(form['submissionKey'])
  })

  it.each(foreign)('is refused as JSON when %s', async (_why, headers) => {
    const body = submissionBody()
    const answer = await request(app.url).post('/responses').set(headers).send(body)
    expect([answer.status, answer.body.error.code]).toEqual([403, 'cross_site'])
    expect(await storedKeys()).not.toContain(body.submissionKey)
  })

  it.each([
    'text/plain',
    'text/plain; application/json',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
  ])('is refused as JSON that calls itself «%s», which needs no preflight', async (type) => {
    const body = submissionBody()
    const answer = await request(app.url)
      .post('/responses')
      .set('Content-Type', type)
      .send(JSON.stringify(body))
    expect(answer.status).toBe(415)
    expect(await storedKeys()).not.toContain(body.submissionKey)
  })

  it('is not recorded by a link or an image: GET changes nothing', async () => {
    const query = new URLSearchParams(formFields()).toString()
    const before = await storedKeys()
    const agent = request(app.url)
    const override = { 'X-HTTP-Method-Override': 'POST' }
    expect((await agent.get(`/responses?${query}`).set(override)).status).toBe(404)
    expect((await agent.get(`/r/demo-dak-mil?${query}&_method=POST`)).status).toBe(200)
    expect((await agent.get(`/r/demo-dak-mil/thanks?${query}`)).status).toBe(200)
    expect((await agent.get('/').send(formFields()).type('form')).status).toBe(200)
    expect(await storedKeys()).toEqual(before)
  })

  it.each([
    ['the same origin', () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: app.url })],
    ['the address bar', () => ({ 'Sec-Fetch-Site': 'none' })],
    ['a browser that sends Origin alone', () => ({ Origin: app.url })],
    ['a program, which sends neither', () => ({})],
  ])('is told apart from one that comes from %s', async (_where, headers) => {
    const form = formFields()
    const answer = await request(app.url).post('/responses').set(headers()).type('form').send(form)
    expect(answer.status).toBe(303)
    expect(await storedKeys()).toContain(form['submissionKey'])
  })
})

function foreignOrigin(site: string): Record<string, string> {
  return { 'Sec-Fetch-Site': site, Origin: 'https://evil.example' }
}
