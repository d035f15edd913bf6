import { once } from 'node:events'
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
  let server: ServerProcess | undefined
  beforeEach(async () => {
    database = await create()
  })
  afterEach(async () => {
    await server?.end('SIGKILL')
    await database.remove()
  })

  const start = async (variables: Record<string, string> = {}) => {
    server = await startServerProcess(database.url, variables)
    return server
  }
  /** Everything that the program has printed, once it has ended and all of it has come through. */
  const outputOf = async (running: ServerProcess) => {
    const closed = once(running.process, 'close')
    await running.end('SIGTERM')
    await closed
    return running.output()
  }
  const linesOf = (output: string) =>
    output
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))

  it('names each request by its id, and holds no comment, answer, query, header or body (F52)', async () => {
    const running = await start({ LOG_LEVEL: 'trace' })
    const { url } = running
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
      request(url).get(`/i/${CANARY}`),
      request(url).get(`/I//${CANARY}?${CANARY}`),
      request(url)
        .post('/api/v1/dossiers')
        .set('Authorization', `Bearer ${CANARY}`)
        .send({ dossiers: [{ code: CANARY }] }),
      request(url).get(`/nope?a=${CANARY}#${CANARY}`).set('X-Request-Id', CANARY),
    ]
    const answers = []
    for (const post of posts) answers.push(await post)
    const output = await outputOf(running)

    expect(output).not.toContain(CANARY)
    expect(output).not.toContain(body.submissionKey)
    const logged = linesOf(output).map((line) => line['requestId'])
    for (const answer of answers) expect(logged).toContain(answer.headers['x-request-id'])
    expect(linesOf(output).filter((line) => line['path'] === '/assets/x/css/base.css')).toHaveLength(1)
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
    const running = await start()
    const answer = await request(running.url)
      .post('/responses')
      .send(submissionBody({ comment: CANARY }))
    expect(answer.status).toBe(500)
    const output = await outputOf(running)

    const failure = linesOf(output).find((line) => line['level'] === 50)
    expect(failure).toMatchObject({ requestId: answer.headers['x-request-id'], msg: 'internal' })
    expect(failure?.['error']).toMatchObject({
      type: dialect === 'sqlite' ? 'SqliteError' : 'error',
      code: dialect === 'sqlite' ? 'SQLITE_CONSTRAINT_TRIGGER' : '23514',
      message: expect.stringContaining('refused'),
      stack: expect.stringContaining('\n    at '),
    })
    expect(output).not.toContain(CANARY)
  })

  it('keeps each request on one line of JSON, whatever is in its path (F51)', async () => {
    const running = await start()
    const host = new URL(running.url).host
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
      await sendRaw(running.url, rawRequest(`GET ${path} HTTP/1.1`, [`Host: ${host}`]))
    }
    const output = await outputOf(running)

    expect(linesOf(output).filter((line) => line['msg'] === 'forged')).toEqual([])
    expect(linesOf(output).flatMap((line) => line['path'] ?? [])).toEqual(printable)
    expect(output).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})
