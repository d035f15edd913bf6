import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { dossierTotals, invitationOf, reportDossiers } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type SubmissionBody, submissionBody } from '../support/submissions.ts'

const CODE = 'H36.50.05.13-261008-0975'

describe.each(databases)('A dossier, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeEach(async () => {
    app = await startApp(dialect)
  })
  afterEach(() => app.stop())

  /** What the invitation's form holds, as hidden inputs. */
  const formOf = async (path: string) => {
    const { text, status } = await request(app.url).get(path)
    expect(status).toBe(200)
    const inputs = text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)
    return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
  }
  const rateByLink = async (path: string, overall = '5') => {
    const form = await formOf(path)
    return request(app.url)
      .post('/responses')
      .type('form')
      .send({ ...form, respondentKind: 'citizen', overall })
  }
  const rateByCode = (dossier: string, changes: Partial<SubmissionBody> = {}) =>
    request(app.url)
      .post('/responses')
      .send({ ...submissionBody(changes), dossier })
  const responses = () => app.databases.read.selectFrom('response').selectAll().execute()
  const counted = async () => (await responses()).filter((row) => row.uncounted_reason === null)

  it('is rated by its link, at its own unit and in its own field, and is thanked for', async () => {
    await reportDossiers(app, [CODE], { procedureFieldId: 'construction' })
    const answer = await rateByLink(invitationOf(app, CODE))
    expect(answer.status).toBe(303)
    const thanks = await request(app.url).get(String(answer.headers['location']))
    expect(thanks.text).toContain('Cảm ơn Quý vị!')
    expect(thanks.text).not.toContain('Đánh giá một thủ tục khác')
    expect(await responses()).toMatchObject([
      {
        unit_id: 'ld-commune-dak-mil-centre',
        procedure_field_id: 'construction',
        mode: 'invitation',
        dossier_link: 'with',
        uncounted_reason: null,
      },
    ])
    expect(await dossierTotals(app)).toEqual({ dossiers: 1, invited: 0, opened: 1, answered: 1 })
  })

  it('that was rated at the kiosk cannot be rated again by its link', async () => {
    await reportDossiers(app, [CODE])
    const form = await formOf(invitationOf(app, CODE))
    expect((await rateByCode(CODE.toLowerCase(), { touchpoint: 'demo-kiosk' })).body.outcome).toBe('recorded')

    const page = await request(app.url).get(invitationOf(app, CODE))
    expect(page.status).toBe(200)
    expect(page.text).toContain('Hồ sơ này đã được đánh giá')
    expect(page.text).not.toContain('<form class="rating-form"')
    // The form was open before: what it sends is kept, and counts nowhere.
    const late = await request(app.url)
      .post('/responses')
      .type('form')
      .send({ ...form, respondentKind: 'citizen', overall: '1' })
    expect(late.headers['location']).toMatch(/state=already-rated$/)
    expect(await responses()).toHaveLength(2)
    expect(await counted()).toHaveLength(1)
    expect((await dossierTotals(app)).answered).toBe(1)
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
  })

  it('that was rated by its link cannot be rated again by its code, however it is typed', async () => {
    await reportDossiers(app, ['HS-ĐẮK-2026-17'])
    await rateByLink(invitationOf(app, 'HS-ĐẮK-2026-17'))
    for (const typed of ['HS-ĐẮK-2026-17'.normalize('NFD'), 'hs-đắk-2026-17', ' HS – ĐẮK – 2026 – 17 ']) {
      expect((await rateByCode(typed)).body).toMatchObject({ outcome: 'already_rated' })
    }
    expect(await counted()).toHaveLength(1)
  })

  it('is rated once by twenty who try at the same moment, by link and by code', async () => {
    await reportDossiers(app, [CODE])
    const form = await formOf(invitationOf(app, CODE))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? rateByCode(CODE)
          : request(app.url)
              .post('/responses')
              .send({
                ...submissionBody({ touchpoint: String(form['touchpoint']) }),
                invitation: form['invitation'],
              }),
      ),
    )
    const outcomes = answers.map((answer) => answer.body.outcome).sort()
    expect(outcomes).toEqual([...Array(19).fill('already_rated'), 'recorded'])
    expect(await counted()).toHaveLength(1)
    expect(await dossierTotals(app)).toMatchObject({ dossiers: 1, answered: 1 })
  })

  it('that is reported after it was rated counts as answered', async () => {
    await rateByCode(CODE)
    await reportDossiers(app, [CODE, 'H36.50.05.13-261008-0976'])
    expect(await dossierTotals(app)).toMatchObject({ dossiers: 2, answered: 1 })
    expect((await request(app.url).get(invitationOf(app, CODE))).text).toContain('đã được đánh giá')
  })

  it('has an invitation that works for no other unit, field or touchpoint', async () => {
    await reportDossiers(app, [CODE])
    const { invitation = '', touchpoint = '' } = await formOf(invitationOf(app, CODE))
    const attempts = [
      { ...submissionBody({ touchpoint, procedureField: 'health' }), invitation },
      { ...submissionBody({ touchpoint: 'demo-dak-mil' }), invitation },
      { ...submissionBody({ touchpoint }) },
      { ...submissionBody({ touchpoint }), invitation: 'A'.repeat(22) },
    ]
    for (const body of attempts) {
      const answer = await request(app.url).post('/responses').send(body)
      expect(answer.status).toBe(422)
      expect(answer.body.error.fields).toEqual([{ field: 'invitation', message: expect.any(String) }])
    }
    expect((await request(app.url).get(`/r/${touchpoint}`)).status).toBe(404)
    expect(await responses()).toEqual([])
  })

  it('is counted as opened by the first person, not by programs that look ahead', async () => {
    await reportDossiers(app, [CODE])
    const path = invitationOf(app, CODE)
    const opened = async () => (await dossierTotals(app)).opened
    await request(app.url).head(path)
    await request(app.url).get(path).set('Sec-Purpose', 'prefetch;prerender')
    await request(app.url).get(path).set('User-Agent', 'facebookexternalhit/1.1')
    await request(app.url).get(path).set('Sec-Fetch-Dest', 'empty')
    expect(await opened()).toBe(0)
    await Promise.all([request(app.url).get(path), request(app.url).get(path)])
    await request(app.url).get(path)
    expect(await opened()).toBe(1)
  })

  it('comes back with its invitation and its field when something is missing', async () => {
    await reportDossiers(app, [CODE])
    const path = invitationOf(app, CODE)
    const form = await formOf(path)
    const answer = await request(app.url)
      .post('/responses')
      .type('form')
      .send({ ...form, respondentKind: 'citizen', comment: 'Đợi lâu' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`name="invitation" value="${form['invitation']}"`)
    expect(answer.text).toContain('name="procedureField" value="land"')
    expect(answer.text).toContain('Đợi lâu')
    expect(answer.text).toContain(`href="${path}?lang=en"`)
  })

  it('has a page that nobody keeps or passes on', async () => {
    await reportDossiers(app, [CODE])
    const { headers } = await request(app.url).get(invitationOf(app, CODE))
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'strict-origin' })
  })

  it('is found by no guess, and guessing is slowed down (F56)', async () => {
    await reportDossiers(app, [CODE])
    const guess = () =>
      request(app.url).get(`/i/${Buffer.from(randomUUID()).toString('base64url').slice(0, 22)}`)
    const first = await guess()
    expect(first.status).toBe(404)
    expect(first.text).toContain('Không tìm thấy thư mời này')
    const statuses = (await Promise.all(Array.from({ length: 40 }, guess))).map((answer) => answer.status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(11)
    // Whoever has an invitation does not suffer for it.
    expect((await request(app.url).get(invitationOf(app, CODE))).status).toBe(200)
  })
})
