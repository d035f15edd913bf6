import { sql } from 'kysely'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { formFields } from '../support/forms.ts'
import { rawRequest, sendRaw } from '../support/raw-http.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { submissionBody } from '../support/submissions.ts'

const CANARY = 'CanaryKhongDuocGhi'

describe.each(databases)('The log of the program, on $name', ({ create, dialect }) => {
  let database: TestDatabase
  let server: ServerProcess
  beforeEach(async () => {
    database = await create()
  })
  afterEach(async () => {
    await server.end('SIGTERM')
    await database.remove()
  })

  const lines = () =>
    server
      .output()
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))

  it('names each request by its id, and holds no comment, answer, query, header or body (F52)', async () => {
    server = await startServerProcess(database.url, { LOG_LEVEL: 'trace' })
    const { url } = server
    const body = submissionBody({ comment: CANARY })
    const posts = [
      request(url).post('/responses').send(body),
      request(url)
        .post('/responses')
        .send({ ...body, answers: { overall: 1 } }),
      request(url)
        .post('/responses')
        .send({ ...body, [CANARY]: 1 }),
      request(url)
        .post('/responses')
        .type('form')
        .send(formFields({ comment: CANARY, overall: CANARY })),
      request(url).post('/responses').type('json').send(`{"comment":"${CANARY}`),
      request(url).post('/responses').type('json').send(`{"comment":"${CANARY}\\u0000"}`),
      request(url).post('/responses').type(`text/${CANARY}`).send(CANARY),
      request(url)
        .post(`/responses?${CANARY}=${CANARY}`)
        .set('Origin', `https://${CANARY}.example`)
        .send(body),
      request(url).get(`/results?field=${CANARY}`).set('Referer', `https://${CANARY}.example`),
      request(url)
        .get(`/?${CANARY}`)
        .set({ Cookie: `a=${CANARY}`, 'User-Agent': CANARY, Authorization: CANARY }),
      request(url).get(`/assets/x/css/base.css?${CANARY}`).set('X-Forwarded-For', CANARY),
      request(url).get(`/nope?a=${CANARY}#${CANARY}`).set('X-Request-Id', CANARY),
    ]
    const answers = []
    for (const post of posts) answers.push(await post)
    await server.end('SIGTERM')

    expect(server.output()).not.toContain(CANARY)
    expect(server.output()).not.toContain(body.submissionKey)
    const logged = lines().map((line) => line['requestId'])
    for (const answer of answers) expect(logged).toContain(answer.headers['x-request-id'])
    expect(lines().filter((line) => line['path'] === '/assets/x/css/base.css')).toHaveLength(1)
  })

  it('does not repeat a response that the database refuses (F52)', async () => {
    const opened = connect(database.url)
    const refusal =
      dialect === 'sqlite'
        ? sql`create trigger refused before insert on response when new.comment like 'Canary%'
              begin select raise(abort, 'refused by the test'); end`
        : sql`alter table response add constraint refused check (comment not like 'Canary%')`
    await refusal.execute(opened.write)
    await opened.close()
    server = await startServerProcess(database.url)
    const answer = await request(server.url)
      .post('/responses')
      .send(submissionBody({ comment: CANARY }))
    expect(answer.status).toBe(500)
    await server.end('SIGTERM')

    const failure = lines().find((line) => line['level'] === 50)
    expect(failure).toMatchObject({ requestId: answer.headers['x-request-id'], msg: 'internal' })
    expect(failure?.['error']).toMatchObject({
      type: dialect === 'sqlite' ? 'SqliteError' : 'error',
      code: dialect === 'sqlite' ? 'SQLITE_CONSTRAINT_TRIGGER' : '23514',
      message: expect.stringContaining('refused'),
      stack: expect.stringContaining('\n    at '),
    })
    expect(server.output()).not.toContain(CANARY)
  })

  it('keeps each request on one line of JSON, whatever is in its path (F51)', async () => {
    server = await startServerProcess(database.url)
    const host = new URL(server.url).host
    const printable = [
      '/r/a%0d%0a{"level":60,"msg":"forged"}',
      '/r/%1b[31mred%1b[0m',
      '/r/"},{"level":60,"msg":"forged"',
      '/r/\\u000a\\n',
      `/r/${'x'.repeat(10_000)}`,
    ]
    // Node itself refuses these.
    const unprintable = ['/r/\u001b[31mred', '/r/\u00e9\u2028\u202e\u0085', '/r/\u009b31m\u00ff']
    for (const path of [...printable, ...unprintable]) {
      await sendRaw(server.url, rawRequest(`GET ${path} HTTP/1.1`, [`Host: ${host}`]))
    }
    await server.end('SIGTERM')

    expect(lines().filter((line) => line['msg'] === 'forged')).toEqual([])
    expect(lines().flatMap((line) => line['path'] ?? [])).toEqual(printable)
    expect(server.output()).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})
