import { sql } from 'kysely'
import request from 'supertest'
import { afterEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../../server/project.ts'
import type { RenderPage } from '../../server/web/render-page.ts'
import { startChangedApp } from '../support/changed-app.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

const SECRET = 'a secret of the program'
const DETAILS = [
  SECRET,
  projectRoot,
  'node_modules',
  'at file:',
  'Error:',
  'select ',
  'touchpoint"',
  'relation',
]

describe.each(databases)('A failure of the program, on $name', ({ dialect }) => {
  let app: RunningApp | undefined
  afterEach(() => app?.stop())

  it('is told without its details, with an id that the operator finds in the log', async () => {
    app = await startApp(dialect)
    await sql`alter table touchpoint rename to gone`.execute(app.databases.write)
    const page = await request(app.url).get('/r/demo-dak-mil')
    expect([page.status, page.type]).toEqual([500, 'text/html'])
    expect(page.text).toContain('Đây là lỗi của hệ thống, không phải lỗi của Quý vị.')
    expect(page.text).toContain(page.headers['x-request-id'])
    const json = await request(app.url).post('/responses').send(submissionBody())
    expect([json.status, json.body.error]).toEqual([
      500,
      { code: 'internal', message: expect.any(String), fields: [], requestId: json.headers['x-request-id'] },
    ])
    for (const detail of DETAILS) {
      expect(page.text).not.toContain(detail)
      expect(JSON.stringify(json.body)).not.toContain(detail)
    }
  })

  it('says at /readyz that it is not ready, while /healthz says that the process answers', async () => {
    app = await startApp(dialect)
    expect((await request(app.url).get('/readyz')).body).toEqual({ status: 'ready' })
    await sql`alter table setting rename to gone`.execute(app.databases.write)
    const ready = await request(app.url).get('/readyz')
    expect([ready.status, ready.body]).toEqual([503, { status: 'unavailable' }])
    expect((await request(app.url).get('/healthz')).status).toBe(200)
  })
})

describe('A template that fails', () => {
  let app: RunningApp | undefined
  afterEach(() => app?.stop())

  const failingIn =
    (views: readonly string[]) =>
    ({ renderPage }: { renderPage: RenderPage }): { renderPage: RenderPage } => ({
      renderPage: (response, view, page) => {
        if (views.includes(view)) throw new Error(SECRET)
        return renderPage(response, view, page)
      },
    })

  it('gives the page of errors, without its details (F79)', async () => {
    app = await startChangedApp('sqlite', failingIn(['responses/thanks']))
    const answer = await request(app.url).get('/r/demo-dak-mil/thanks')
    expect([answer.status, answer.type]).toEqual([500, 'text/html'])
    for (const detail of DETAILS) expect(answer.text).not.toContain(detail)
    expect(answer.text).toContain(answer.headers['x-request-id'])
  })

  it.each([
    ['/r/demo-dak-mil/thanks', 500],
    ['/nope', 404],
  ])('even in the page of errors gives words and the id (%s, F79)', async (path, status) => {
    app = await startChangedApp('sqlite', failingIn(['responses/thanks', 'errors/error']))
    const answer = await request(app.url).get(path)
    expect([answer.status, answer.type]).toEqual([status, 'text/plain'])
    for (const detail of DETAILS) expect(answer.text).not.toContain(detail)
    expect(answer.text).toContain(answer.headers['x-request-id'])
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
})
