import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { formFields } from '../support/forms.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe.each(databases)('The rating form without script, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect)
  })
  afterAll(() => app.stop())

  const post = (form: Record<string, string>) => request(app.url).post('/responses').type('form').send(form)
  const stored = (submissionKey: string | undefined) =>
    app.databases.read
      .selectFrom('response')
      .select(['overall', 'answers', 'comment'])
      .where('submission_key', '=', submissionKey ?? '')
      .execute()

  it('leads to the thanks, so that loading the page again sends nothing', async () => {
    const form = formFields({ comment: 'Nhanh gọn' })
    const answer = await post(form)
    expect([answer.status, answer.headers['location']]).toEqual([303, '/r/demo-dak-mil/thanks'])
    expect(await stored(form['submissionKey'])).toEqual([
      { overall: 4, answers: '{"access":5,"procedure":null}', comment: 'Nhanh gọn' },
    ])
  })

  it('counts once when it is sent by a double click, another tab or after going back (F4)', async () => {
    const form = formFields()
    const answers = await Promise.all([post(form), post(form), post(form)])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
    const again = await post(form)
    expect(again.headers['location']).toBe('/r/demo-dak-mil/thanks?state=already-received')
    const thanks = await request(app.url).get(again.headers['location'] ?? '')
    expect(thanks.text).toContain('đã được ghi nhận từ trước và chỉ được tính một lần')
    expect(await stored(form['submissionKey'])).toHaveLength(1)
  })

  it('keeps what was sent first when other answers come with the same key, and says so (F4)', async () => {
    const form = formFields({ overall: '2' })
    await post(form)
    const other = await post({ ...form, overall: '5' })
    expect([other.status, other.type]).toEqual([409, 'text/html'])
    expect(other.text).toContain('Lần gửi trước được tính')
    expect(other.text).toContain('href="/r/demo-dak-mil?lang=en"')
    expect(await stored(form['submissionKey'])).toMatchObject([{ overall: 2 }])
  })

  it('is the same response as the JSON that says the same', async () => {
    const form = formFields({ comment: 'một\r\nhai' })
    await post(form)
    const { submissionKey, touchpoint, procedureField, respondentKind } = form
    const answer = await request(app.url)
      .post('/responses')
      .send({
        ...{ submissionKey, touchpoint, procedureField, respondentKind },
        answers: { procedure: null, overall: 4, access: 5 },
        comment: 'một\nhai',
      })
    expect([answer.status, answer.body.outcome]).toEqual([200, 'duplicate'])
  })

  it('comes back with everything that was entered when the field is missing', async () => {
    const { procedureField: _, ...form } = formFields({ overall: '2', comment: '<b>"Chờ" & đợi</b>' })
    const answer = await post(form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`name="submissionKey" value="${form['submissionKey']}"`)
    expect(answer.text).toMatch(/id="overall-2" value="2" checked/)
    expect(answer.text).toMatch(/id="procedure-none" value="none" checked/)
    expect(answer.text).toContain('&lt;b&gt;&#34;Chờ&#34; &amp; đợi&lt;/b&gt;')
    expect(answer.text).toContain('href="/r/demo-dak-mil?lang=en"')
    expect((await post({ ...form, procedureField: 'land' })).status).toBe(303)
  })
})
