import Database from 'better-sqlite3'
import { sql } from 'kysely'
import request from 'supertest'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

const refusal = {
  sqlite: sql`create trigger refused before insert on response when new.comment = 'độc'
              begin select raise(abort, 'refused by the test'); end`,
  postgres: sql`alter table response add constraint refused check (comment is distinct from 'độc')`,
}

describe.each(databases)('A rating that the database refuses, on $name', ({ dialect }) => {
  let app: RunningApp
  afterEach(() => app.stop())

  const post = (body: object) => request(app.url).post('/responses').send(body)
  const stored = async () =>
    (await app.databases.read.selectFrom('response').select('submission_key').execute())
      .map((row) => row.submission_key)
      .toSorted()

  it('fails alone: all others that came with it are recorded and counted', async () => {
    app = await startApp(dialect)
    await refusal[dialect].execute(app.databases.write)
    const bodies = Array.from({ length: 60 }, (_, i) =>
      submissionBody({ comment: i % 20 === 7 ? 'độc' : `lành ${i}` }),
    )
    const answers = await Promise.all(bodies.map(post))
    expect(answers.map((answer) => answer.status)).toEqual(
      bodies.map((body) => (body.comment === 'độc' ? 500 : 201)),
    )
    const sound = bodies.filter((body) => body.comment !== 'độc').map((body) => body.submissionKey)
    expect(await stored()).toEqual(sound.toSorted())
    const { responses, differences } = await verifyTallies(app.databases.read)
    expect([responses, differences]).toEqual([57, []])
  })

  it('leaves nothing behind of a response whose tallies cannot be written', async () => {
    app = await startApp(dialect)
    await sql`alter table tally_month rename to gone`.execute(app.databases.write)
    const body = submissionBody()
    const answer = await post(body)
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(await stored()).toEqual([])
    expect(await app.databases.read.selectFrom('tally_day').selectAll().execute()).toEqual([])

    await sql`alter table gone rename to tally_month`.execute(app.databases.write)
    expect((await post(body)).status).toBe(201)
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
  })
})

describe('A rating that comes while another process holds the SQLite file (F17)', () => {
  let app: RunningApp
  afterEach(() => app.stop())

  it('is refused with 503 after some seconds, and nothing of it is stored until it comes again', async () => {
    app = await startApp('sqlite')
    const other = new Database(app.databaseUrl.replace('sqlite:', ''))
    other.exec('begin immediate')
    const [body, form] = [submissionBody(), formFields({ comment: 'Vẫn còn đây' })]
    const order: string[] = []
    const ratings = Promise.all([
      request(app.url).post('/responses').send(body),
      request(app.url).post('/responses').type('form').send(form),
    ]).finally(() => order.push('ratings'))
    // Nobody else waits with them: a form is shown meanwhile.
    expect((await request(app.url).get('/r/demo-dak-mil')).status).toBe(200)
    order.push('form')
    const [json, page] = await ratings
    expect(order).toEqual(['form', 'ratings'])
    expect([json.status, json.body.error.code, json.headers['retry-after']]).toEqual([
      503,
      'unavailable',
      '2',
    ])
    expect([page.status, page.type, page.headers['retry-after']]).toEqual([503, 'text/html', '2'])
    expect(page.text).toContain('Vẫn còn đây')
    expect((await request(app.url).get('/r/demo-dak-mil')).status).toBe(200)
    other.exec('rollback')
    other.close()
    expect(await app.databases.read.selectFrom('response').selectAll().execute()).toEqual([])

    expect((await request(app.url).post('/responses').send(body)).status).toBe(201)
    expect((await request(app.url).post('/responses').type('form').send(form)).status).toBe(303)
    expect((await verifyTallies(app.databases.read)).responses).toBe(2)
  })
})
