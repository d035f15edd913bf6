import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

describe('A rating with unexpected values', () => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp('sqlite', { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '1000' } })
  })
  afterAll(() => app.stop())

  const isStored = async (submissionKey: string | undefined) =>
    (
      await app.databases.read
        .selectFrom('response')
        .select('submission_key')
        .where('submission_key', '=', submissionKey ?? '')
        .execute()
    ).length > 0

  const postText = (json: string) =>
    request(app.url).post('/responses').set('Content-Type', 'application/json').send(json)
  const fieldsOf = (answer: { body: { error: { fields: { field: string }[] } } }) =>
    answer.body.error.fields.map((one) => one.field)

  it.each([
    ['numeric text', '"5"', 422],
    ['numeric text with a space', '"5 "', 422],
    ['a thousand', '1e3', 422],
    ['negative zero', '-0', 422],
    ['zero', '0', 422],
    ['a negative', '-5', 422],
    ['half a step', '5.5', 422],
    ['almost five', '4.999999999999999', 422],
    ['beyond what numbers hold', '1e999', 422],
    ['true', 'true', 422],
    ['a list', '[5]', 422],
    ['an object', '{"valueOf":5}', 422],
    ['a number object', '{"$numberInt":"5"}', 422],
    ['an SQL operator', '{"$gt":0}', 422],
    ['nothing', 'null', 422],
    ['empty text', '""', 422],
    ['not a number', 'NaN', 400],
    ['infinity', 'Infinity', 400],
    ['a hexadecimal', '0x5', 400],
    ['a leading zero', '05', 400],
    ['a plus', '+5', 400],
  ])('is refused when the overall rating is %s (F40)', async (_what, value, status) => {
    const body = submissionBody()
    const json = JSON.stringify(body).replace('"overall":4', `"overall":${value}`)
    const answer = await postText(json)
    expect(answer.status).toBe(status)
    if (status === 422) expect(fieldsOf(answer)).toEqual(['overall'])
    expect(await isStored(body.submissionKey)).toBe(false)
  })

  it('is told apart from one without an overall rating', async () => {
    const messageFor = async (answers: object) => {
      const answer = await postText(JSON.stringify({ ...submissionBody(), answers }))
      return answer.body.error.fields[0].message
    }
    expect(await messageFor({ overall: '4' })).toBe('Câu trả lời chưa hợp lệ, xin Quý vị chọn lại.')
    expect(await messageFor({})).toBe('Xin Quý vị chọn một câu trả lời.')
  })

  it.each([
    'submissionKey',
    'touchpoint',
    'procedureField',
    'respondentKind',
    'comment',
    'procedure',
    'respondedAt',
  ])('is refused when «%s» is a list, an object, a number or null (F40)', async (field) => {
    const body = submissionBody()
    for (const value of [[], ['land', 'health'], {}, { toString: 'land' }, 5, true, null]) {
      const answer = await request(app.url)
        .post('/responses')
        .send({ ...body, [field]: value })
      expect([answer.status, fieldsOf(answer)]).toEqual([422, [field]])
    }
    expect(await isStored(body.submissionKey)).toBe(false)
  })

  it.each([
    ['a list of answers', { answers: [5] }],
    ['answers as text', { answers: '{"overall":5}' }],
    ['no answers', { answers: null }],
  ])('is refused with %s (F40)', async (_what, changes) => {
    const answer = await request(app.url)
      .post('/responses')
      .send({ ...submissionBody(), ...changes })
    expect(answer.status).toBe(422)
  })

  it.each([
    '[]',
    '[{}]',
    '{}',
    '""',
    '5',
    'null',
    'true',
    '',
    ' ',
    '{"touchpoint":',
    '[[[[',
    '{}{}',
    "{'a':1}",
  ])('is refused when the whole body is %j (F40)', async (json) => {
    const answer = await postText(json)
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.error.requestId).toBe(answer.headers['x-request-id'])
  })

  it.each([
    'unitId',
    'unit_id',
    'mode',
    'waveId',
    'role',
    'isAdmin',
    'receivedAt',
    'createdAt',
    'respondedOn',
    'excluded',
    'instrumentVersionId',
    'toString',
    'hasOwnProperty',
    'constructor',
  ])('is refused when it brings its own «%s» (F39)', async (name) => {
    const body = submissionBody()
    const json = `${JSON.stringify(body).slice(0, -1)},${JSON.stringify(name)}:"x"}`
    const answer = await postText(json)
    expect([answer.status, fieldsOf(answer)]).toEqual([422, [name]])
    const form = formFields({ submissionKey: body.submissionKey })
    const posted = await request(app.url)
      .post('/responses')
      .type('form')
      .send(`${new URLSearchParams(form)}&${encodeURIComponent(name)}=x`)
    expect(posted.status).toBe(422)
    expect(await isStored(body.submissionKey)).toBe(false)
  })

  it.each([
    '"__proto__":{"x":1,"overall":5}',
    '"__proto__":null',
    '"constructor":{"prototype":{"x":1}}',
    '"answers":{"overall":4,"__proto__":{"x":1}}',
    '"answers":{"overall":4,"constructor":{"prototype":{"x":1}}}',
    '"answers":{"__proto__":{"overall":5}}',
    '"touchpoint":{"__proto__":{"x":1}}',
  ])('cannot give every object a property with %s (F41)', async (member) => {
    const body = submissionBody()
    const answer = await postText(`${JSON.stringify(body).slice(0, -1)},${member}}`)
    expect(answer.status).toBe(422)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(await isStored(body.submissionKey)).toBe(false)
  })

  it.each([
    'overall=5',
    'comment=a',
    'procedureField=health',
    'submissionKey=x',
    'touchpoint=demo-kiosk',
    'respondentKind=business',
    'overall[]=5',
    'overall[0]=5',
    'answers[overall]=5',
    'answers=5',
    'answers=%7B%22overall%22%3A5%7D',
    '__proto__[x]=1',
    '__proto__.x=1',
    'constructor[prototype][x]=1',
    'hasOwnProperty=1',
    'unitId=',
  ])('is refused as a form that also says %s (F40, F41)', async (more) => {
    const form = formFields({ comment: 'b' })
    const answer = await request(app.url)
      .post('/responses')
      .type('form')
      .send(`${new URLSearchParams(form)}&${more}`)
    expect(answer.status).toBe(422)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(await isStored(form['submissionKey'])).toBe(false)
  })

  it.each([
    '5 ',
    ' 5',
    '+5',
    '05',
    '5.0',
    '1e0',
    '٥',
    '５',
    '-0',
    'NaN',
    '6',
    'null',
    'on',
    'none',
    '5\n',
    '5\r\n',
  ])('is refused as a form when the overall rating is %j (F40)', async (overall) => {
    const form = formFields({ overall })
    const answer = await request(app.url).post('/responses').type('form').send(form)
    expect(answer.status).toBe(422)
    expect(await isStored(form['submissionKey'])).toBe(false)
  })

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01',
    '2026-01-01T10:00:00',
    '2026-01-01T10:00:00+24:00',
    '+275760-09-13T00:00:00.001Z',
    '-000001-01-01T00:00:00Z',
    'Invalid Date',
    'now',
    '',
    '0',
  ])('is refused when it says it was given at %j', async (respondedAt) => {
    const body = submissionBody({ respondedAt })
    const answer = await request(app.url).post('/responses').send(body)
    expect([answer.status, fieldsOf(answer)]).toEqual([422, ['respondedAt']])
    expect(await isStored(body.submissionKey)).toBe(false)
  })

  it.each([
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999-23:59',
    '0001-01-01T00:00:00+23:59',
    '1970-01-01T00:00:00.000000000Z',
    `2026-01-01T00:00:00.${'1'.repeat(5000)}Z`,
  ])('is accepted and counts today when it says it was given at %s', async (respondedAt) => {
    const body = submissionBody({ respondedAt })
    expect((await request(app.url).post('/responses').send(body)).status).toBe(201)
    expect((await request(app.url).post('/responses').send(body)).status).toBe(200)
    const row = await app.databases.read
      .selectFrom('response')
      .select(['responded_on', 'received_at'])
      .where('submission_key', '=', body.submissionKey)
      .executeTakeFirstOrThrow()
    const sevenHoursMs = 7 * 60 * 60 * 1000
    const today = new Date(Date.parse(row.received_at) + sevenHoursMs).toISOString().slice(0, 10)
    expect(row.responded_on).toBe(today)
  })
})
