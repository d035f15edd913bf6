import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

describe.each(databases)('A rating that is posted, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect)
  })
  afterAll(() => app.stop())

  const post = (body: object) => request(app.url).post('/responses').send(body)
  const stored = (submissionKey: string) =>
    app.databases.read
      .selectFrom('response')
      .selectAll()
      .where('submission_key', '=', submissionKey)
      .execute()

  it('is recorded with the unit, mode and wave of its touchpoint', async () => {
    const body = submissionBody({ comment: '  Cán bộ hướng dẫn tận tình  ' })
    const answer = await post(body)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ outcome: 'recorded' })
    expect(await stored(body.submissionKey)).toEqual([
      expect.objectContaining({
        unit_id: 'ld-commune-dak-mil-centre',
        mode: 'phone',
        wave_id: 'continuous-1',
        instrument_version_id: 'one-stop-1',
        overall: 4,
        answers: '{"access":5,"procedure":null,"punctuality":2}',
        comment: 'Cán bộ hướng dẫn tận tình',
      }),
    ])
  })

  it('is recorded once when it is sent again, and the second answer says so (F1)', async () => {
    const body = submissionBody()
    expect((await post(body)).status).toBe(201)
    const again = await post({ ...body, submissionKey: body.submissionKey.toUpperCase() })
    expect([again.status, again.body.outcome]).toEqual([200, 'duplicate'])
    expect(await stored(body.submissionKey)).toHaveLength(1)
  })

  it('keeps the first answers when other answers come with the same key (F2)', async () => {
    const body = submissionBody({ answers: { overall: 2 } })
    await post(body)
    const other = await post({ ...body, answers: { overall: 5 } })
    expect([other.status, other.body.error.code]).toEqual([409, 'conflict'])
    expect((await stored(body.submissionKey))[0]?.overall).toBe(2)
  })

  it('is recorded once when twenty senders post it at the same time (F3)', async () => {
    const body = submissionBody()
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => post(body)))).map(
      (answer) => answer.status,
    )
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 200)).toHaveLength(19)
    expect(await stored(body.submissionKey)).toHaveLength(1)
  })

  it('leaves tallies that a recount of the responses confirms', async () => {
    await Promise.all(
      [1, 2, 3, 4, 5, 5].map((overall) =>
        post(submissionBody({ answers: { overall, staff: null, visits: 3 }, procedureField: 'health' })),
      ),
    )
    const { differences, responses } = await verifyTallies(app.databases.read)
    expect(differences).toEqual([])
    expect(responses).toBeGreaterThanOrEqual(6)
    const [tally] = await app.databases.read
      .selectFrom('tally_month')
      .select(['r1', 'r2', 'r3', 'r4', 'r5', 'no_opinion'])
      .where('item', '=', 'overall')
      .where('procedure_field_id', '=', 'health')
      .execute()
    expect(tally).toEqual({ r1: 1, r2: 1, r3: 1, r4: 1, r5: 2, no_opinion: 0 })
  })

  it.each([
    ['a rating of six', { answers: { overall: 6 } }, 'overall'],
    ['a rating of half a step', { answers: { overall: 4.5 } }, 'overall'],
    ['no overall rating', { answers: {} }, 'overall'],
    ['an item the questionnaire does not have', { answers: { overall: 4, bribe: 1 } }, 'bribe'],
    ['a choice the item does not have', { answers: { overall: 4, visits: 4 } }, 'visits'],
    ['no opinion on the overall rating', { answers: { overall: null as never } }, 'overall'],
    ['a field that does not exist', { procedureField: 'tax' }, 'procedureField'],
    ['a respondent kind that does not exist', { respondentKind: 'clerk' }, 'respondentKind'],
    ['a key that is no UUID v4', { submissionKey: 'abc' }, 'submissionKey'],
    ['a touchpoint that does not exist', { touchpoint: 'nowhere' }, 'touchpoint'],
    ['a unit of its own choosing (F39)', { unitId: 'ld-province' } as object, 'unitId'],
    ['a date of its own choosing (F39)', { respondedOn: '2020-01-01' } as object, 'respondedOn'],
    ['a comment of 1,001 letters', { comment: 'ộ'.repeat(1001) }, 'comment'],
  ])('is refused by field for %s', async (_what, changes, field) => {
    const body = submissionBody({ submissionKey: randomUUID(), ...changes })
    const answer = await post(body)
    expect(answer.status).toBe(422)
    expect(answer.body.error.fields.map((error: { field: string }) => error.field)).toContain(field)
    expect(await stored(body.submissionKey)).toEqual([])
  })
})
