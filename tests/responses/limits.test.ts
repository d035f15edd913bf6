import request from 'supertest'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

describe('Ratings that come too fast', () => {
  let app: RunningApp
  afterEach(() => app.stop())

  const post = (body: object) => request(app.url).post('/responses').send(body)
  const storedKeys = async () =>
    (await app.databases.read.selectFrom('response').select('submission_key').execute()).map(
      (row) => row.submission_key,
    )

  describe('from one touchpoint (LIMIT_TOUCHPOINT_PER_MINUTE)', () => {
    const start = async () => {
      app = await startApp('sqlite', { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '3' } })
      for (let i = 0; i < 3; i++) expect((await post(submissionBody())).status).toBe(201)
    }

    it('are refused with 429, which says when to come again, and nothing of them is stored', async () => {
      await start()
      const body = submissionBody()
      const answer = await post(body)
      expect([answer.status, answer.body.error.code]).toEqual([429, 'too_many'])
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1)
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60)
      expect(await storedKeys()).not.toContain(body.submissionKey)
    })

    it('come back as a form with everything that was entered, and the same key', async () => {
      await start()
      const form = formFields({ overall: '2', comment: 'Chờ "lâu" & <b>mệt</b>', respondentKind: 'business' })
      const answer = await request(app.url).post('/responses').type('form').send(form)
      expect([answer.status, answer.type]).toEqual([429, 'text/html'])
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1)
      expect(answer.text).toContain(`name="submissionKey" value="${form['submissionKey']}"`)
      expect(answer.text).toMatch(/id="overall-2" value="2" checked/)
      expect(answer.text).toMatch(/id="procedureField-land" value="land" checked/)
      expect(answer.text).toMatch(/id="respondentKind-business" value="business" checked/)
      expect(answer.text).toContain('Chờ &#34;lâu&#34; &amp; &lt;b&gt;mệt&lt;/b&gt;')
      expect(answer.text).toContain('Nhiều đánh giá đang gửi đến cùng lúc')
      expect(await storedKeys()).not.toContain(form['submissionKey'])
    })

    it('do not keep another touchpoint from rating', async () => {
      await start()
      expect((await post(submissionBody({ touchpoint: 'demo-kiosk' }))).status).toBe(201)
    })

    it('are counted by touchpoint, whatever address they pretend to come from (F36)', async () => {
      await start()
      const elsewhere = post(submissionBody())
        .set('X-Forwarded-For', '203.0.113.7')
        .set('Forwarded', 'for=203.0.113.8')
      expect((await elsewhere).status).toBe(429)
    })

    it('cannot fill the memory by touchpoints that do not exist', async () => {
      await start()
      const statuses = await Promise.all(
        Array.from(
          { length: 50 },
          async (_, i) => (await post(submissionBody({ touchpoint: `x-${i}` }))).status,
        ),
      )
      expect(new Set(statuses)).toEqual(new Set([422]))
    })
  })

  describe('in all (LIMIT_TOTAL_PER_SECOND)', () => {
    it('are refused with 503, which says when to come again, and are recorded once when they do', async () => {
      app = await startApp('sqlite', { variables: { LIMIT_TOTAL_PER_SECOND: '2' } })
      const bodies = Array.from({ length: 12 }, () => submissionBody())
      const answers = await Promise.all(bodies.map((body) => post(body)))
      const refused = bodies.filter((_, i) => answers[i]?.status === 503)
      expect(refused.length).toBeGreaterThan(0)
      for (const answer of answers) {
        if (answer.status === 201) continue
        expect([answer.status, answer.body.error.code, answer.headers['retry-after']]).toEqual([
          503,
          'intake_full',
          '2',
        ])
      }
      const recorded = bodies.filter((body) => !refused.includes(body)).map((body) => body.submissionKey)
      expect((await storedKeys()).sort()).toEqual(recorded.sort())

      const [first = submissionBody()] = refused
      await vi.waitFor(async () => expect((await post(first)).status).toBe(201), {
        timeout: 10_000,
        interval: 250,
      })
    })

    it('are told on a page to come again when a form was posted', async () => {
      app = await startApp('sqlite', { variables: { LIMIT_TOTAL_PER_SECOND: '1' } })
      const forms = Array.from({ length: 6 }, () => formFields())
      const answers = await Promise.all(
        forms.map((form) => request(app.url).post('/responses').type('form').send(form)),
      )
      const refused = answers.filter((answer) => answer.status === 503)
      expect(refused.length).toBeGreaterThan(0)
      for (const answer of refused) {
        expect([answer.type, answer.headers['retry-after']]).toEqual(['text/html', '2'])
        expect(answer.text).toContain('gửi lại không bị tính hai lần')
      }
    })
  })
})
