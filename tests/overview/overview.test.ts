import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageOf, textOf } from '../dashboard/reading.ts'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const OWN = 'ld-commune-dak-mil'
const OTHER = 'ld-commune-cu-jut'
const NOW = '2026-11-24T03:00:00Z'

describe.each(databases)('The first page of an official, on $name', ({ dialect }) => {
  let now = new Date('2026-11-23T03:00:00Z')
  let app: RunningApp
  let head: StaffAgent
  let page: string
  let text: string
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
    for (let i = 0; i < 12; i++) {
      const comment = i === 0 ? { comment: 'Phải đi lại nhiều lần' } : {}
      expect(
        await postBody(app.url, submissionBody({ answers: { overall: i === 0 ? 1 : 5 }, ...comment })),
      ).toBe(201)
    }
    now = new Date(NOW)
    await countAnswers(app.databases, [
      { unit: `${OWN}-centre`, day: '2026-11-18', satisfied: 14, dissatisfied: 6 },
      { unit: `${OWN}-centre`, day: '2026-11-17', satisfied: 30 },
      { unit: `${OWN}-centre`, day: '2026-10-05', satisfied: 10, dissatisfied: 90 },
      { unit: `${OTHER}-centre`, day: '2026-11-20', satisfied: 31, dissatisfied: 3 },
      { unit: `${OTHER}-centre`, day: '2026-10-20', satisfied: 200, dissatisfied: 1 },
      { unit: 'ld-commune-dak-wil-centre', day: '2026-10-20', satisfied: 60 },
      { unit: 'ld-commune-dak-wil-centre', day: '2026-11-22', satisfied: 4 },
      { unit: 'ld-commune-nam-dong-centre', day: '2026-11-22', satisfied: 13 },
    ])
    await app.databases.write
      .insertInto('dossier_tally')
      .values({ ...DOSSIERS, day: '2026-11-19', unit_id: `${OWN}-centre` })
      .execute()
    await app.databases.write
      .insertInto('dossier_tally')
      .values({ ...DOSSIERS, day: '2026-11-19', unit_id: `${OTHER}-centre`, dossiers: 777 })
      .execute()
    await reportDossiers(app)
    await addDevice(app, 'silent-one', 'demo-dak-mil', '2026-11-24T01:00:00.000Z')
    await addDevice(app, 'lively-one', 'demo-dak-mil', '2026-11-24T02:59:00.000Z')
    await addDevice(app, 'foreign-one', 'demo-cu-jut', '2026-11-20T01:00:00.000Z')
    head = await signedIn(app, { role: 'head_of_unit', unitId: OWN })
    page = await pageOf(head, '/home')
    text = textOf(page)
  })
  afterAll(() => app.stop())

  it('is the first in the menu, and the page that a sign-in leads to', () => {
    expect(/<ul class="site-nav">\s*<li><a href="([^"]+)" aria-current="page"/.exec(page)?.[1]).toBe('/home')
  })

  it('is the week of the unit beside the quarter, judged by the quarter', () => {
    // 11 + 14 of 12 + 20 this week; 11 + 14 + 30 + 10 of 12 + 20 + 30 + 100 in the quarter.
    expect(text).toContain('18/11/2026–24/11/2026')
    expect(text).toContain('78,13%')
    expect(text).toContain('40,12%')
    expect(text).toContain('Chưa đạt')
  })

  it('compares the week with the one before', () => {
    expect(lineOf(page, 'Lượt trả lời')).toEqual(['32', '30', '162'])
    expect(lineOf(page, 'Tỷ lệ hài lòng')).toEqual(['78,13%', '100,00%', '40,12%'])
    expect(text).toContain('so với 7 ngày trước đó: −21,88 điểm % (giảm rõ)')
  })

  it('counts those who were served, invited and answered', () => {
    expect(lineOf(page, 'Hồ sơ đã giải quyết')).toEqual(['40', 'chưa biết', '40'])
    expect(lineOf(page, 'Đã được đánh giá')).toEqual(['12', 'chưa biết', '12'])
    expect(lineOf(page, 'Tỷ lệ phản hồi')).toEqual(['30,00%', 'chưa biết', '30,00%'])
  })

  it('says that dossiers are not known of a unit that reported none, whatever others did', async () => {
    const wil = await pageOf(
      await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-wil' }),
      '/home',
    )
    expect(lineOf(wil, 'Hồ sơ đã giải quyết')).toEqual(['chưa biết', 'chưa biết', 'chưa biết'])
  })

  it('names what was written, and leads to all of it', () => {
    expect(text).toContain('Phải đi lại nhiều lần')
    expect(lineOf(page, 'Ý kiến được hiển thị')).toEqual(['1', '0', '1'])
    expect(page).toContain(`/comments?unit=${OWN}&amp;from=2026-11-18&amp;to=2026-11-24`)
  })

  it('names the devices that are silent, and the touchpoints that nobody used', async () => {
    expect(page).toContain('/devices/silent-one')
    expect(page).not.toContain('/devices/lively-one')
    const unused = [...page.matchAll(/href="\/touchpoints\/([\w-]+)"/g)].map(([, code]) => code)
    expect(unused).not.toContain('demo-dak-mil')
    const wil = await pageOf(
      await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-wil' }),
      '/home',
    )
    expect(wil).toContain('/touchpoints/demo-dak-wil')
  })

  it('says that a week has too few answers, and shows the quarter beside it', async () => {
    const wil = await pageOf(
      await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-wil' }),
      '/home',
    )
    expect(textOf(wil)).toContain('7 ngày qua chưa đủ lượt trả lời')
    expect(lineOf(wil, 'Lượt trả lời')).toEqual(['Không hiển thị', '0', '64'])
    expect(textOf(wil)).toContain('100,00%')
  })

  it('calls what is below a threshold a provisional conclusion, and says of how many answers', () => {
    expect(text).toContain('Kết luận tạm thời (quý đến nay)')
    expect(text).toContain('Dưới ngưỡng trong quý đến nay (kết luận tạm thời):')
    expect(text).toContain('40,12% của 162 lượt trả lời; ngưỡng 90%')
  })

  it('explains why nothing is concluded where too few dossiers were rated, and only there', async () => {
    const note = 'dưới 20% số hồ sơ giải quyết xong có lượt đánh giá đối chiếu được với hồ sơ'
    const office = await signedIn(app, { role: 'reform_office' })
    expect(textOf(await pageOf(office, `/home?unit=${OTHER}`))).toContain(note)
    expect(text).not.toContain(note)
  })

  it('has nothing of another unit', () => {
    for (const foreign of ['Cư Jút', OTHER, '777', '91,18', '/devices/foreign-one'])
      expect(page).not.toContain(foreign)
  })

  it('leads with every figure to a page that the person may open', async () => {
    const hrefs = new Set(
      [...page.slice(page.indexOf('<main')).matchAll(/href="(\/[^"]+)"/g)].map(([, href]) =>
        (href ?? '').replaceAll('&amp;', '&'),
      ),
    )
    const pages = [...hrefs].filter((href) => !href.startsWith('/assets/'))
    expect(pages.filter((href) => href.startsWith('/dashboard')).length).toBeGreaterThan(4)
    for (const href of pages) expect([href, (await head.get(href).redirects(0)).status]).toEqual([href, 200])
  })

  it.each([OTHER, `${OTHER}-centre`, 'ld-province', 'dn-district-dak-mil'])(
    'is not that of %s for the head of another unit, and the asking is written down',
    async (unit) => {
      const [there, missing] = [await head.get(`/home?unit=${unit}`), await head.get('/home?unit=nothing')]
      expect([there.status, missing.status]).toEqual([404, 404])
      const refusals = await app.databases.read
        .selectFrom('audit_entry')
        .select(['subject', 'login'])
        .where('action', '=', 'access.refused')
        .where('unit_id', '=', unit)
        .execute()
      expect(refusals).toEqual([{ subject: 'GET /home', login: expect.stringContaining('head_of_unit') }])
    },
  )

  it('shows the reform office the province, with the units that the answers show to be below', async () => {
    const office = await signedIn(app, { role: 'reform_office' })
    const province = await pageOf(office, '/home')
    const tasks = province.slice(province.indexOf('id="tasks"'))
    expect(textOf(province)).toContain('Tất cả đơn vị')
    expect(tasks).toContain('Đắk Mil')
    expect(tasks).toContain('/devices/foreign-one')
    expect(textOf(tasks)).toContain('Đơn vị dưới ngưỡng trong quý đến nay: 1.')
    expect(textOf(await pageOf(office, `/home?unit=${OTHER}`))).toContain('91,18%')
  })

  it('shows a clerk the touchpoints and no figure and no comment', async () => {
    const clerk = await pageOf(await signedIn(app, { role: 'clerk', unitId: OWN }), '/home')
    expect(clerk).toContain('/devices/silent-one')
    for (const hidden of ['78,13', 'Phải đi lại', '/dashboard', '"/comments', 'Hồ sơ đã giải quyết'])
      expect(clerk).not.toContain(hidden)
  })

  it('leads from one own unit to the other', async () => {
    const agent = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-nam-dong' })
    const { staff_id } = await app.databases.read
      .selectFrom('staff_grant')
      .select('staff_id')
      .where('unit_id', '=', 'ld-commune-nam-dong')
      .executeTakeFirstOrThrow()
    await app.databases.write
      .insertInto('staff_grant')
      .values({
        id: 'second',
        staff_id,
        role: 'clerk',
        unit_id: OTHER,
        valid_from: '2026-01-01',
        granted_at: NOW,
      })
      .execute()
    expect(await pageOf(agent, '/home')).toContain(`/home?unit=${OTHER}`)
    const other = await pageOf(agent, `/home?unit=${OTHER}`)
    expect(other).toContain('/devices/foreign-one')
    // A clerk there, though head of another.
    expect(other).not.toContain('91,18')
  })
})

describe.each(databases)('The first page of a new install, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date(NOW) })
  })
  afterAll(() => app.stop())

  const stepsOf = (page: string) =>
    [...(/first-steps">([\s\S]*?)<\/ol>/.exec(page)?.[1] ?? '').matchAll(/href="([^"]+)"/g)].map(
      ([, href]) => href,
    )

  it('says what to do first, as far as the person may do it', async () => {
    const administrator = await pageOf(await signedIn(app, { role: 'administrator' }), '/home')
    expect(stepsOf(administrator)).toEqual(['/staff', '/touchpoints', '/devices', '/dossiers'])
    expect(textOf(administrator)).toContain('chưa nhận được đánh giá nào')
    expect(administrator).not.toContain('id="thresholds"')
    expect(stepsOf(await pageOf(await signedIn(app, { role: 'clerk', unitId: OWN }), '/home'))).toEqual([
      '/dossiers',
    ])
    expect(stepsOf(await pageOf(await signedIn(app, { role: 'auditor' }), '/home'))).toEqual([])
  })

  it('says so no more once somebody has rated', async () => {
    await postBody(app.url, submissionBody())
    expect(stepsOf(await pageOf(await signedIn(app, { role: 'administrator' }), '/home'))).toEqual([])
  })
})

const DOSSIERS = { procedure_field_id: 'land', dossiers: 40, invited: 25, opened: 15, answered: 12 }

async function reportDossiers({ databases: { write } }: RunningApp): Promise<void> {
  await write
    .insertInto('dossier_import')
    .values({
      id: 'import',
      kind: 'file',
      source_name: 'ho-so.csv',
      taken: 1,
      received_at: NOW,
      progressed_at: NOW,
      state: 'imported',
    })
    .execute()
}

async function addDevice({ databases: { write } }: RunningApp, id: string, touchpoint: string, at: string) {
  await write
    .insertInto('device')
    .values({
      id,
      touchpoint_code: touchpoint,
      public_key: `key of ${id}`,
      enrolled_at: '2026-11-01T03:00:00.000Z',
      last_sequence: 0,
      last_contact_at: at,
      heartbeat_number: 0,
    })
    .execute()
}

/** The cells of a line, by its name. */
function lineOf(page: string, name: string): string[] {
  const start = page.indexOf(`<th scope="row">${name}`)
  const line = page.slice(start, page.indexOf('</tr>', start))
  return [...line.matchAll(/<td class="number">([\s\S]*?)<\/td>/g)].map(([, cell]) =>
    textOf(cell ?? '').trim(),
  )
}
