import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'

const FILTERED = ['/results', '/dashboard']
const PAGES = ['/', '/r/demo-dak-mil', '/r/demo-dak-mil/thanks', '/results/data-dictionary', ...FILTERED]
const FILTERS = [
  'period',
  'unit',
  'field',
  'mode',
  'kind',
  'respondentKind',
  'by',
  'as',
  'from',
  'until',
  'lang',
  'state',
  'sort',
]

describe.each(databases)('The query of a page, on $name', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect)
    official = await signedIn(app, { role: 'reform_office' })
  })
  afterAll(() => app.stop())

  const polluted: [string, string][] = [
    ['twice', '=a&NAME=b'],
    ['as a list', '[]=a&NAME[]=b'],
    ['as an object', '[a]=b&NAME[__proto__][x]=1'],
    ['empty', '='],
    ['without a value', ''],
    ['with SQL in it (F46)', `=${encodeURIComponent("' or 1=1; drop table response; --")}`],
    ['with a wildcard in it (F46)', '=%25&NAME=_'],
    ['with an escape character in it', '=%5C%27%22%60'],
    ['with broken UTF-8 in it', '=%ff%fe'],
    ['with a broken escape in it', '=%zz%'],
    ['with markup in it', `=${encodeURIComponent('"><script>alert(1)</script>')}`],
    ['with a prototype as its value', '=__proto__&NAME=constructor'],
    ['with a number that is none', '=1e999&NAME=NaN'],
    ['with 10,000 characters', `=${'x'.repeat(10_000)}`],
  ]

  it.each(polluted)('does no harm when a filter comes %s (F40, F41)', async (_how, text) => {
    const query = (name: string) => `${name}${text.replaceAll('NAME', name)}`
    const together = PAGES.map((page) => `${page}?${FILTERS.map(query).join('&')}`.slice(0, 12_000))
    const alone = FILTERED.flatMap((page) => FILTERS.map((name) => `${page}?${query(name)}`))
    for (const path of [...together, ...alone]) {
      const answer = await official.get(path)
      expect([path, answer.status]).toEqual([
        path,
        expect.toSatisfy((status) => [200, 400, 404].includes(status)),
      ])
      expect(answer.text).not.toContain('<script>alert')
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    await app.databases.read.selectFrom('response').select('submission_key').limit(1).execute()
  })

  it.each([
    'period=2026-Q1&period=2026-Q2',
    'unit=ld-province&unit=ld-commune-dak-mil',
    'unit=__proto__',
    'unit=constructor',
    'unit=ld-%25',
    'unit=LD-PROVINCE',
    'field=toString',
    'field=land&field=land',
    'mode=hasOwnProperty',
    'units=__proto__',
    'from=2026-01-01&from=2026-02-01&to=2026-03-01',
  ])('is refused by the dashboard and its tables when it says %s (F40, F46)', async (query) => {
    for (const path of ['/dashboard', '/dashboard/tables/units.csv']) {
      const answer = await official.get(`${path}?${query}`)
      expect([path, answer.status]).toEqual([path, 400])
    }
  })

  it.each([
    '__proto__',
    'constructor',
    'toString',
    '..%2f..%2fpackage',
    'units%0d%0aa:%20b',
    'units%22;x=%22',
  ])('is not asked for a table called %s', async (table) => {
    expect((await official.get(`/dashboard/tables/${table}.csv`)).status).toBe(404)
  })

  it('chooses no language when it asks for two, or for one that there is not', async () => {
    for (const query of [
      'lang=en&lang=vi',
      'lang[]=en',
      'lang=EN',
      'lang=en%20',
      'lang=../en',
      'lang=__proto__',
    ]) {
      const answer = await request(app.url).get(`/?${query}`)
      expect([query, answer.headers['set-cookie']]).toEqual([query, undefined])
      expect(answer.text).toContain('<html lang="vi">')
    }
  })

  it('chooses the language, which a cookie then remembers', async () => {
    const chosen = await request(app.url).get('/?lang=en')
    expect(chosen.text).toContain('<html lang="en">')
    expect(chosen.headers['set-cookie']).toEqual([
      expect.stringMatching(/^locale=en; .*Path=\/; .*HttpOnly; SameSite=Lax/),
    ])
    const later = await request(app.url).get('/results').set('Cookie', 'a=b; locale=en; c=d')
    expect(later.text).toContain('<html lang="en">')
  })

  it.each([
    'locale=xx',
    'locale=en;locale',
    'xlocale=en',
    'locale=en2',
    'locale=__',
    `locale=${'e'.repeat(5000)}`,
    ';;;=;',
  ])('is not replaced by the cookie «%s»', async (cookie) => {
    const answer = await request(app.url).get('/').set('Cookie', cookie)
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/<html lang="(vi|en)">/)
  })

  it('keeps a shared cache from giving one reader’s language to the next', async () => {
    for (const page of PAGES) {
      const answer = await request(app.url).get(page)
      expect([page, answer.headers['vary']]).toEqual([page, expect.stringMatching(/\bCookie\b/)])
    }
  })
})
