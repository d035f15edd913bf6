import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptSubmission } from '../../server/responses/accept-submission.ts'
import { cleanComment } from '../../server/responses/clean-comment.ts'
import { recordResponses } from '../../server/responses/record-responses.ts'
import type { Submission } from '../../server/responses/submission.ts'
import { findTouchpoint } from '../../server/touchpoints/touchpoint.queries.ts'
import { databases } from '../support/databases.ts'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'
import { troublesomeText } from '../support/troublesome-text.ts'

const STRINGS = 5000
const IN_BATCH = 250

describe.each(databases)('Text that is sent, on $name (F31)', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect, { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '1000' } })
  })
  afterAll(() => app.stop())

  const storedComment = async (submissionKey: string) =>
    (
      await app.databases.read
        .selectFrom('response')
        .select('comment')
        .where('submission_key', '=', submissionKey)
        .execute()
    ).map((row) => row.comment)

  const postBytes = (bytes: Buffer, type: string) =>
    request(app.url)
      .post('/responses')
      .set('Content-Type', type)
      .serialize((body) => body)
      .send(bytes as never)

  it.each([
    ['broken UTF-8', Buffer.from([0xc3, 0x28, 0xff])],
    ['a surrogate in UTF-8', Buffer.from([0xed, 0xa0, 0x80])],
    ['an overlong slash', Buffer.from([0xc0, 0xaf])],
    ['half a letter at the end', Buffer.from([0xe1, 0xbb])],
    ['Latin-1', Buffer.from('caf\u00e9', 'latin1')],
  ])('is refused as JSON with %s, and nothing is stored', async (_what, bytes) => {
    const body = submissionBody({ comment: 'HERE' })
    const [before = '', after = ''] = JSON.stringify(body).split('HERE')
    const answer = await postBytes(
      Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]),
      'application/json',
    )
    expect([answer.status, answer.body.error.code]).toEqual([400, 'unsound_text'])
    expect(await storedComment(body.submissionKey)).toEqual([])
  })

  it.each(['%C3%28%FF', '%ED%A0%80', '%C0%AF', '%E1%BB', '%', '%zz', '100%', '%u1ED9', '%00', '\u0000'])(
    'is refused as a form with %j, and nothing is stored',
    async (escaped) => {
      const form = new URLSearchParams(formFields({ comment: 'HERE' }))
      const sent = form.toString().replace('HERE', escaped)
      const answer = await postBytes(Buffer.from(sent), 'application/x-www-form-urlencoded')
      expect(answer.status).toBe(400)
      expect(await storedComment(form.get('submissionKey') ?? '')).toEqual([])
    },
  )

  it.each([
    ['a lone surrogate in the comment', '"comment":"a\\ud800b"'],
    ['a lone low surrogate in the comment', '"comment":"\\udc00"'],
    ['a NUL in the comment', '"comment":"a\\u0000b"'],
    ['a NUL in a name', '"a\\u0000b":"c"'],
    ['a lone surrogate in a name', '"\\ud800":1'],
    ['a NUL in the procedure', '"procedure":"\\u0000"'],
    ['a NUL deep inside', '"answers":{"overall":4,"x":[{"y":"\\u0000"}]}'],
  ])('is refused as JSON with %s', async (_what, member) => {
    const body = submissionBody()
    const sent = `${JSON.stringify(body).slice(0, -1)},${member}}`
    const answer = await postBytes(Buffer.from(sent), 'application/json')
    expect([answer.status, answer.body.error.code]).toEqual([400, 'unsound_text'])
    expect(await storedComment(body.submissionKey)).toEqual([])
  })

  it.each([
    ['application/json; charset=utf-16le', 'utf16le'],
    ['application/json; charset=utf-16', 'utf16le'],
    ['application/json; charset=utf-7', 'utf8'],
    ['application/json; charset=iso-8859-1', 'latin1'],
    ['application/json; charset=windows-1258', 'latin1'],
    ['application/x-www-form-urlencoded; charset=iso-8859-1', 'latin1'],
    ['application/x-www-form-urlencoded; charset=utf-16le', 'utf16le'],
  ] as const)('is refused in another encoding: %s', async (type, encoding) => {
    const body = submissionBody({ comment: 'cafe' })
    const text = type.startsWith('application/json')
      ? JSON.stringify(body)
      : new URLSearchParams(formFields(body as never)).toString()
    expect((await postBytes(Buffer.from(text, encoding), type)).status).toBe(415)
    expect(await storedComment(body.submissionKey)).toEqual([])
  })

  it('is accepted when it says that it is UTF-8, in any spelling of case', async () => {
    const body = submissionBody({ comment: 'Tốt' })
    const answer = await postBytes(Buffer.from(JSON.stringify(body)), 'Application/JSON; charset="UTF-8"')
    expect(answer.status).toBe(201)
    expect(await storedComment(body.submissionKey)).toEqual(['Tốt'])
  })

  it('is stored in NFC, and the same words sent in NFD are the same response', async () => {
    const comment = 'Bộ phận Một cửa Đắk Nông phục vụ chu đáo'
    const body = submissionBody({ comment: comment.normalize('NFD') })
    expect((await request(app.url).post('/responses').send(body)).status).toBe(201)
    expect(await storedComment(body.submissionKey)).toEqual([comment])
    expect(
      (
        await request(app.url)
          .post('/responses')
          .send({ ...body, comment })
      ).status,
    ).toBe(200)
  })

  it('is accepted from a form with a thousand letters, each sent as three', async () => {
    const form = formFields({ comment: 'ộ'.repeat(1000).normalize('NFD') })
    expect((await request(app.url).post('/responses').type('form').send(form)).status).toBe(303)
    expect(await storedComment(form['submissionKey'] ?? '')).toEqual(['ộ'.repeat(1000)])
  })

  it('is read back as it was cleaned, and recognised when it is sent again, whatever it is', async () => {
    const { read, write } = app.databases
    const touchpoint = await findTouchpoint(read, 'demo-dak-mil')
    if (!touchpoint) throw new Error('the demonstration touchpoint is missing')
    const context = {
      db: read,
      receivedAt: new Date(),
      procedureFields: ['land'].map((id) => ({ id })),
      dossierSecret: 'a secret that no comment needs',
    }
    const submissionOf = async (comment: string): Promise<Submission> => {
      const body = submissionBody({ submissionKey: randomUUID(), comment })
      const accepted = await acceptSubmission(JSON.parse(JSON.stringify(body)), touchpoint, context)
      if (accepted.problems) throw new Error(JSON.stringify(accepted.problems))
      return accepted.submission
    }

    const batches = fc.array(troublesomeText, { minLength: IN_BATCH, maxLength: IN_BATCH })
    await fc.assert(
      fc.asyncProperty(batches, async (texts) => {
        const submissions = await Promise.all(texts.map(submissionOf))
        expect(new Set(await recordResponses(write, submissions))).toEqual(new Set(['recorded']))
        const keys = submissions.map((one) => one.submissionKey)
        const rows = await read
          .selectFrom('response')
          .select(['submission_key', 'comment'])
          .where('submission_key', 'in', keys)
          .execute()
        const stored = new Map(rows.map((row) => [row.submission_key, row.comment]))
        const comments = keys.map((key) => stored.get(key))
        expect(comments).toEqual(texts.map(cleanComment))
        expect(comments.map((comment) => cleanComment(comment ?? ''))).toEqual(comments)
        expect(new Set(await recordResponses(write, submissions))).toEqual(new Set(['duplicate']))
      }),
      { numRuns: STRINGS / IN_BATCH, endOnFailure: true },
    )
  })
})
