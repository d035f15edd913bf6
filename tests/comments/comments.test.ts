import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { type SubmissionBody, submissionBody } from '../support/submissions.ts'

const OWN = 'ld-commune-dak-mil'
const OTHER = 'ld-commune-cu-jut'
const SMALL = 'ld-commune-dak-wil'

describe.each(databases)('The comments that officials read, on $name', ({ dialect }) => {
  let now = new Date('2026-11-20T02:00:00Z')
  let app: RunningApp
  let head: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
    await rate(11, { touchpoint: 'demo-dak-mil', answers: { overall: 5 } })
    await rate(1, { comment: 'Cán bộ nhiệt tình. Gọi tôi số 0912 345 678.', answers: { overall: 5 } })
    await rate(1, { comment: 'Chờ ba tiếng <b>mới được</b> gọi', answers: { overall: 1 } })
    await rate(1, { comment: 'Hỏi về học phí', answers: { overall: 2 }, procedureField: 'education' })
    await rate(10, { touchpoint: 'demo-cu-jut', answers: { overall: 4 } })
    await rate(1, { touchpoint: 'demo-cu-jut', comment: 'Chuyện riêng của Cư Jút' })
    await rate(1, { touchpoint: 'demo-dak-wil', comment: 'Chỉ có một người' })
    now = new Date('2026-11-21T02:00:00Z')
    await rate(1, { comment: 'Hôm sau quay lại vẫn phải chờ', answers: { overall: 2 } })
    now = new Date('2026-11-22T02:00:00Z')
    await rate(1, { comment: 'Vừa mới viết hôm nay' })
    head = await signedIn(app, { role: 'head_of_unit', unitId: OWN })
  })
  afterAll(() => app.stop())

  async function rate(times: number, changes: Partial<SubmissionBody>): Promise<void> {
    for (let i = 0; i < times; i++) expect(await postBody(app.url, submissionBody(changes))).toBe(201)
  }

  const textsOf = (html: string) =>
    [...html.matchAll(/<blockquote[^>]*>([^<]*)<\/blockquote>/g)].map(([, text]) => text)

  async function csvOf(agent: StaffAgent, query = ''): Promise<Record<string, string>[]> {
    const answer = await agent.get(`/comments.csv?${query}`).expect(200)
    return parse(answer.text, { bom: true, columns: true })
  }

  it('come the latest day first, with numbers masked and nothing run', async () => {
    const { text } = await head.get('/comments').expect(200)
    const texts = textsOf(text)
    expect(texts[0]).toBe('Hôm sau quay lại vẫn phải chờ')
    expect(new Set(texts.slice(1))).toEqual(
      new Set([
        'Cán bộ nhiệt tình. Gọi tôi số •••.',
        'Chờ ba tiếng &lt;b&gt;mới được&lt;/b&gt; gọi',
        'Hỏi về học phí',
      ]),
    )
  })

  it('are those of the own unit alone', async () => {
    const { text } = await head.get('/comments')
    expect(text).not.toContain('Chuyện riêng')
    expect(text).not.toContain(`value="${OTHER}"`)
    for (const { unit } of await csvOf(head)) expect(unit).toBe(`${OWN}-centre`)
  })

  it('say the day and the rating, and the field only where it points at many', async () => {
    const byText = new Map((await csvOf(head)).map((record) => [record['comment'], record]))
    expect(byText.get('Hỏi về học phí')).toMatchObject({ field: '', rating: '2', day: '2026-11-20' })
    // 15 about land and 1 about education: to name «land» would name the other one, too.
    expect(byText.get('Hôm sau quay lại vẫn phải chờ')).toMatchObject({ field: '', rating: '2', levels: '5' })
  })

  it('of a unit with too few respondents are held back from everybody, and that is said', async () => {
    const office = await signedIn(app, { role: 'reform_office' })
    const all = (await office.get('/comments')).text
    expect(all).toContain('Chuyện riêng của Cư Jút')
    expect(all).not.toContain('Chỉ có một người')
    expect(all).toContain('Chưa hiện 1 ý kiến trong kỳ')
    const small = await signedIn(app, { role: 'head_of_unit', unitId: SMALL })
    expect((await small.get('/comments')).text).not.toContain('Chỉ có một người')
    expect(await csvOf(small)).toEqual([])
  })

  it('are in a file that says below how many they are held back, and whether they are simulated', async () => {
    for (const record of await csvOf(head))
      expect(record).toMatchObject({ minimum_cell: '10', simulated: 'false' })
  })

  it('can be narrowed by rating, day and field without telling more', async () => {
    expect((await csvOf(head, 'rating=dissatisfied')).map(({ rating }) => rating).sort()).toEqual([
      '1',
      '2',
      '2',
    ])
    expect((await csvOf(head, 'rating=satisfied')).map(({ rating }) => rating)).toEqual(['5'])
    expect((await csvOf(head, 'from=2026-11-21')).map(({ day }) => day)).toEqual(['2026-11-21'])
    expect((await csvOf(head, 'to=2026-11-20')).length).toBe(3)
    expect(await csvOf(head, 'field=education')).toEqual([])
    expect(await csvOf(head, 'field=land')).toEqual([])
  })

  it('of another unit are as if that unit were not there, and the asking is written down', async () => {
    const [there, missing] = [
      await head.get(`/comments?unit=${OTHER}`),
      await head.get('/comments?unit=no-such-unit'),
    ]
    expect([there.status, missing.status]).toEqual([404, 404])
    expect((await head.get(`/comments.csv?unit=${OTHER}`)).status).toBe(404)
    const refusals = await app.databases.read
      .selectFrom('audit_entry')
      .select(['subject', 'unit_id', 'login'])
      .where('action', '=', 'access.refused')
      .execute()
    expect(refusals).toEqual([
      { subject: 'GET /comments', unit_id: OTHER, login: expect.stringContaining('head_of_unit') },
      { subject: 'GET /comments.csv', unit_id: OTHER, login: expect.stringContaining('head_of_unit') },
    ])
  })

  it('are not for a clerk', async () => {
    const clerk = await signedIn(app, { role: 'clerk', unitId: OWN })
    expect((await clerk.get('/comments')).status).toBe(403)
    expect((await clerk.get('/comments.csv')).status).toBe(403)
  })

  it('that came in today are shown tomorrow', async () => {
    expect((await head.get('/comments')).text).not.toContain('Vừa mới viết')
    now = new Date('2026-11-22T17:00:00Z')
    const tomorrow = await signedIn(app, { role: 'head_of_unit', unitId: OWN })
    expect((await tomorrow.get('/comments')).text).toContain('Vừa mới viết')
  })
})

describe.each(databases)('A long list of comments, on $name', ({ dialect }) => {
  let now = new Date('2026-11-20T02:00:00Z')
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now, variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '1000' } })
    for (let i = 0; i < 120; i++) {
      await postBody(app.url, submissionBody({ comment: `Ý kiến thứ ${i}` }))
    }
    now = new Date('2026-11-21T02:00:00Z')
  })
  afterAll(() => app.stop())

  it('is read page by page, each comment once', async () => {
    const office = await signedIn(app, { role: 'reform_office' })
    const seen: string[] = []
    let href: string | undefined = '/comments'
    for (let page = 0; href !== undefined; page++) {
      expect(page).toBeLessThan(4)
      const text: string = (await office.get(href).expect(200)).text
      seen.push(...[...text.matchAll(/Ý kiến thứ (\d+)/g)].map(([, number]) => number ?? ''))
      href = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.length).toBe(120)
    expect(new Set(seen).size).toBe(120)
  })

  it('gives away the key of no response, with which the intake could be asked what it says', async () => {
    const office = await signedIn(app, { role: 'reform_office' })
    const { text } = await office.get('/comments').expect(200)
    const responses = await app.databases.read.selectFrom('response').select('submission_key').execute()
    expect(responses.filter(({ submission_key }) => text.includes(submission_key))).toEqual([])
  })

  it('takes a place or a day that cannot be as none', async () => {
    const office = await signedIn(app, { role: 'reform_office' })
    for (const query of ['after=2026-11-20~x', 'after=AAAA', 'from=9999-12-31', 'to=0000-01-01']) {
      await office.get(`/comments?${query}`).expect(200)
    }
  })

  it('lies within a day in an order that does not tell when anybody wrote', async () => {
    const office = await signedIn(app, { role: 'reform_office' })
    const { text } = await office.get('/comments.csv').expect(200)
    const numbers = [...text.matchAll(/Ý kiến thứ (\d+)/g)].map(([, number]) => Number(number))
    expect(numbers.length).toBe(120)
    expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b))
    expect(numbers).not.toEqual(numbers.toSorted((a, b) => b - a))
  })
})
