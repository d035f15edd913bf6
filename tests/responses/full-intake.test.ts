import pg from 'pg'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createIntake } from '../../server/responses/intake.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { startChangedApp } from '../support/changed-app.ts'
import { formFields } from '../support/forms.ts'
import { submissionBody } from '../support/submissions.ts'

describe('An intake whose queue is full', () => {
  let app: Awaited<ReturnType<typeof startChangedApp>>
  let other: pg.Client
  beforeAll(async () => {
    app = await startChangedApp('postgres', ({ databases }) => ({
      intake: createIntake(databases.write, { mostWaiting: 1, mostAtOnce: 1 }),
    }))
    other = new pg.Client({ connectionString: app.databaseUrl })
    await other.connect()
  })
  afterAll(async () => {
    await other.end()
    await app.stop()
  })

  const post = (body: object) =>
    request(app.url)
      .post('/responses')
      .send(body)
      .then((answer) => answer)
  const stored = async () =>
    (await app.databases.read.selectFrom('response').select('submission_key').execute()).map(
      (row) => row.submission_key,
    )

  it('refuses with 503 what it cannot keep, records what it has taken, and takes the rest when it comes again', async () => {
    await other.query('begin; lock table response in access exclusive mode')
    const inWriting = submissionBody()
    const writing = post(inWriting)
    await vi.waitFor(async () => {
      const { rows } = await other.query(
        `select 1 from pg_locks where not granted and relation = 'response'::regclass`,
      )
      expect(rows).toHaveLength(1)
    })

    const bodies = [submissionBody(), submissionBody()]
    const answers = bodies.map(post)
    const refusal = await Promise.race(answers)
    expect([refusal.status, refusal.body.error.code, refusal.headers['retry-after']]).toEqual([
      503,
      'intake_full',
      '2',
    ])

    const form = formFields({ overall: '1', comment: 'Vẫn còn đây' })
    const page = await request(app.url).post('/responses').type('form').send(form)
    expect([page.status, page.type, page.headers['retry-after']]).toEqual([503, 'text/html', '2'])
    expect(page.text).toContain(`name="submissionKey" value="${form['submissionKey']}"`)
    expect(page.text).toMatch(/id="overall-1" value="1" checked/)
    expect(page.text).toContain('Vẫn còn đây')

    await other.query('rollback')
    expect((await writing).status).toBe(201)
    const statuses = (await Promise.all(answers)).map((answer) => answer.status)
    expect(statuses.toSorted()).toEqual([201, 503])
    const taken = bodies.filter((_, i) => statuses[i] === 201)
    expect((await stored()).toSorted()).toEqual(
      [inWriting, ...taken].map((body) => body.submissionKey).toSorted(),
    )

    const again = []
    for (const body of bodies) again.push((await post(body)).status)
    expect(again.toSorted()).toEqual([200, 201])
    expect((await request(app.url).post('/responses').type('form').send(form)).status).toBe(303)
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
  })

  it('takes nothing more once the program is ending', async () => {
    await app.deps.intake.close()
    const body = submissionBody()
    const answer = await post(body)
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2'])
    expect(await stored()).not.toContain(body.submissionKey)
  })
})
