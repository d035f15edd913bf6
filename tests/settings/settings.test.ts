import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pageOf, tableOf, textOf } from '../dashboard/reading.ts'
import { enrolledDevice } from '../devices/enrolled.ts'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { postJson } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { enter, FORM, post } from './entering.ts'

const PERIOD = 'period=2026-Q2&units=then'
const UNIT = 'ld-commune-dak-mil-centre'
const OTHER = 'ld-commune-cu-jut-centre'

describe.each(databases)('On $name, the settings', ({ dialect }) => {
  let app: RunningApp
  let office: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-08-20T03:00:00Z') })
    office = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, [
      { unit: UNIT, day: '2026-05-04', satisfied: 380, dissatisfied: 20 },
      { unit: OTHER, day: '2026-05-04', satisfied: 18 },
      { unit: 'ld-commune-nam-dong-centre', day: '2026-05-04', satisfied: 40 },
    ])
    await app.databases.write
      .insertInto('dossier_tally')
      .values(
        [
          { unit_id: UNIT, dossiers: 4000, answered: 400 },
          { unit_id: OTHER, dossiers: 100, answered: 0 },
          { unit_id: 'ld-commune-nam-dong-centre', dossiers: 100, answered: 0 },
        ].map((counts) => ({
          ...counts,
          day: '2026-05-04',
          procedure_field_id: 'land',
          invited: 0,
          opened: 0,
        })),
      )
      .execute()
  })
  afterAll(() => app.stop())
  beforeEach(async () => {
    expect((await enter(app, office, FORM)).status).toBe(303)
  })

  const anybody = () => request(app.url)
  const audited = async () => {
    const entries = await app.databases.read
      .selectFrom('audit_entry')
      .select(['before', 'after'])
      .where('action', '=', 'settings.changed')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    return entries.map(({ before, after }) => [JSON.parse(before ?? ''), JSON.parse(after ?? '')])
  }

  it('are shown to whoever reads the audit, who can change nothing', async () => {
    const auditor = await signedIn(app, { role: 'auditor' })
    const page = await pageOf(auditor, '/settings')
    expect(textOf(page)).toContain('Số lượt tối thiểu để hiển thị 10 lượt')
    expect(page).not.toContain('action="/settings"')
    expect((await enter(app, auditor, { idleSeconds: '60' })).status).toBe(403)
  })

  it('name the province in the head of every page, in the page’s language', async () => {
    await enter(app, office, { provinceNameVi: 'Tỉnh <Lâm Đồng>', provinceNameEn: 'Lâm Đồng province' })
    for (const path of ['/', '/results', '/r/demo-dak-mil', '/sign-in'])
      expect((await anybody().get(path)).text).toContain(
        '<span class="province">Tỉnh &lt;Lâm Đồng&gt;</span>',
      )
    expect((await anybody().get('/results?lang=en')).text).toContain(
      '<span class="province">Lâm Đồng province',
    )
    expect(await pageOf(office, `/dashboard?${PERIOD}`)).toContain(
      '<span class="province">Tỉnh &lt;Lâm Đồng&gt;',
    )
    expect(await pageOf(office, '/touchpoints/demo-dak-mil/poster/a6')).toContain(
      '<span>Tỉnh &lt;Lâm Đồng&gt;</span>',
    )
    expect((await anybody().get('/kiosk/screens/demo-kiosk/vi')).text).toContain(
      '<span>Tỉnh &lt;Lâm Đồng&gt;</span>',
    )
    await enter(app, office, { provinceNameVi: '', provinceNameEn: '' })
    expect((await anybody().get('/')).text).not.toContain('class="province"')
  })

  it('put a letterhead above printed pages of officials, with the day', async () => {
    expect(await pageOf(office, '/dashboard')).not.toContain('class="letterhead"')
    await enter(app, office, {
      superiorAgency: 'UBND tỉnh Lâm Đồng',
      issuingAgency: 'Sở Nội vụ',
      placeName: 'Đà Lạt',
    })
    const text = textOf(await pageOf(office, '/dashboard'))
    expect(text).toContain('UBND tỉnh Lâm Đồng Sở Nội vụ Đà Lạt, ngày 20 tháng 8 năm 2026')
  })

  it('hide figures below the smallest number, on pages, in files and in their explanations', async () => {
    const rowOf = async (id: string) =>
      (await tableOf(office, 'units', `${PERIOD}&unit=`)).find((row) => row['name']?.includes(id))
    const before = await rowOf('Cư Jút')
    expect(before).toMatchObject({ state: 'measured', answered: '18', minimum_cell: '10' })
    expect((await anybody().get('/results/data-dictionary')).text).toContain('hiện là 10')
    await enter(app, office, { minimumCell: '25' })
    expect(await rowOf('Cư Jút')).toMatchObject({ state: 'suppressed', answered: '', minimum_cell: '25' })
    const page = textOf(await pageOf(office, `/dashboard?${PERIOD}`))
    expect(page).toContain('dưới 25 lượt trả lời')
    expect(page).not.toContain('dưới 10')
    const open = (await anybody().get('/results.csv')).text
    expect(open).toMatch(/2026-Q2,[^\n]*Cư Jút[^\n]*,suppressed,/)
    const results = textOf((await anybody().get('/results?quarter=2026-Q2')).text)
    expect(results).toContain('dưới 25 lượt đánh giá')
    expect((await anybody().get('/results/data-dictionary')).text).toContain('hiện là 25')
  })

  it('conclude nothing where too few of those served have answered, and say so', async () => {
    const evidence = async () =>
      (await tableOf(office, 'fields', `${PERIOD}&unit=${UNIT}`)).find(({ id }) => id === 'land')
    expect(await evidence()).toMatchObject({
      answered: '400',
      evidence: 'not_assessable',
      coverage_floor: '0.2',
    })
    const page = textOf(await pageOf(office, `/dashboard?${PERIOD}&unit=${UNIT}`))
    expect(page).toContain('dưới mức 20%')
    expect(page).toContain('Chưa đánh giá được')
    expect(textOf((await anybody().get('/results?quarter=2026-Q2')).text)).toContain(
      'Số lượt đánh giá đối chiếu được với hồ sơ còn quá ít để kết luận.',
    )
    await enter(app, office, { coverageFloor: '10' })
    expect(await evidence()).toMatchObject({ evidence: 'met', coverage_floor: '0.1' })
    await enter(app, office, { coverageFloor: '11' })
    expect(await evidence()).toMatchObject({ evidence: 'not_assessable', reaches: 'true' })
    await enter(app, office, { coverageFloor: '0' })
    expect(textOf(await pageOf(office, `/dashboard?${PERIOD}&unit=${UNIT}`))).not.toContain('dưới mức 0%')
  })

  it('reach an enrolled kiosk with its next heartbeat', async () => {
    const device = await enrolledDevice(app)
    const beat = async () => (await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat())).body
    const before = await beat()
    expect(before).toMatchObject({ idleSeconds: 30, languages: ['vi', 'en'] })
    await enter(app, office, { idleSeconds: '45', defaultLanguage: 'en' })
    expect(await beat()).toMatchObject({
      idleSeconds: 45,
      languages: ['en', 'vi'],
      settingsRevision: before.settingsRevision + 1,
      version: before.version,
    })
    await enter(app, office, { 'language.en': null, defaultLanguage: '' })
    expect(await beat()).toMatchObject({ languages: ['vi'] })
  })

  it('offer the languages that are ticked, and remember no other', async () => {
    await enter(app, office, { 'language.en': null })
    const reader = request.agent(app.url)
    expect((await reader.get('/')).text).not.toContain('hreflang="en"')
    expect((await reader.get('/?lang=en')).text, 'can be looked at').toContain('<html lang="en">')
    expect((await reader.get('/')).text, 'is not remembered').toContain('<html lang="vi">')
    await enter(app, office, { 'language.en': 'on', defaultLanguage: 'en' })
    expect((await anybody().get('/r/demo-dak-mil')).text).toContain('<html lang="en">')
    expect((await anybody().get('/').set('Cookie', 'locale=vi')).text).toContain('<html lang="vi">')
  })

  it.each([
    ['minimumCell', '9'],
    ['minimumCell', '101'],
    ['minimumCell', ''],
    ['minimumCell', '1e1'],
    ['idleSeconds', '14'],
    ['idleSeconds', '121'],
    ['idleSeconds', '30.5'],
    ['coverageFloor', '101'],
    ['coverageFloor', '-1'],
    ['keepDossiersMonths', '1'],
    ['keepCommentsMonths', '0'],
    ['defaultLanguage', 'fr'],
    ['provinceNameVi', 'x'.repeat(121)],
    ['placeName', 'Đà\u202eLạt'],
    ['provinceName', 'Lâm Đồng'],
  ])('refuse %s = %j beside its field, with everything as it was entered', async (name, value) => {
    const before = await pageOf(office, '/settings')
    const answer = await enter(app, office, { superiorAgency: 'Ủy ban', [name]: value })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="Ủy ban"')
    expect(answer.text).toContain(`href="#${name}"`)
    expect(await pageOf(office, '/settings')).toBe(before)
  })

  it('refuse a first language that is not offered, and no language at all', async () => {
    const wrong = await enter(app, office, { 'language.vi': null, defaultLanguage: 'vi' })
    expect(textOf(wrong.text)).toContain(
      'Ngôn ngữ mặc định phải là một trong các ngôn ngữ dành cho người dân.',
    )
    const none = await enter(app, office, { 'language.vi': null, 'language.en': null })
    expect(textOf(none.text)).toContain('Chọn ít nhất một ngôn ngữ')
    expect([wrong.status, none.status]).toEqual([422, 422])
  })

  it('write down what each change was before and after, and nothing where nothing changed', async () => {
    await enter(app, office, { idleSeconds: '60', keepCommentsMonths: 'keep', 'language.en': null })
    const entries = await audited()
    expect(entries[0]).toEqual([
      { idleSeconds: 30, keepCommentsMonths: 24, languages: [] },
      { idleSeconds: 60, keepCommentsMonths: null, languages: ['vi'] },
    ])
    await enter(app, office, {})
    expect(await audited()).toEqual(entries)
    const administrator = await signedIn(app, { role: 'administrator' })
    expect(textOf(await pageOf(administrator, '/audit?action=settings.changed'))).toContain(
      'Thay đổi thiết lập',
    )
  })

  it('tell the second of two who save at once, who loses nothing of what was entered', async () => {
    const { revision } = JSON.parse(
      (
        await app.databases.read
          .selectFrom('setting')
          .select('value')
          .where('key', '=', 'settings')
          .executeTakeFirstOrThrow()
      ).value,
    )
    const seen = FORM
    const [first, second] = await Promise.all([
      post(office, { ...seen, idleSeconds: '60' }, { seen, revision }),
      post(office, { ...seen, minimumCell: '15', idleSeconds: '60' }, { seen, revision }),
    ])
    const [taken, told] = first.status === 303 ? [first, second] : [second, first]
    expect([taken.status, told.status]).toEqual([303, 409])
    expect((await audited())[0]?.[1]).toMatchObject({ idleSeconds: 60 })
  })

  it('keep what the second entered, and take the first’s value where the second changed nothing', async () => {
    const settings = await app.databases.read
      .selectFrom('setting')
      .select('value')
      .where('key', '=', 'settings')
      .executeTakeFirstOrThrow()
    const { revision } = JSON.parse(settings.value)
    await enter(app, office, { idleSeconds: '60', coverageFloor: '30' })
    const told = await post(
      office,
      { ...FORM, minimumCell: '15', coverageFloor: '5' },
      { seen: FORM, revision },
    )
    expect(told.status).toBe(409)
    expect(told.text).toMatch(/name="minimumCell"[^>]*value="15"/)
    expect(told.text).toMatch(/name="coverageFloor"[^>]*value="5"/)
    expect(told.text).toMatch(/name="idleSeconds"[^>]*value="60"/)
    expect(textOf(told.text)).toContain('Tỷ lệ phản hồi tối thiểu để kết luận (%): 30%')
    const again = told.text.match(/name="revision" value="(\d+)"/)?.[1]
    expect(Number(again)).toBe(revision + 1)
  })

  it('of another process are seen after some seconds at the latest, and read only then', async () => {
    let now = new Date('2026-08-20T03:00:00Z')
    const other = await startApp(dialect, { clock: () => now })
    const { write } = other.databases
    const heading = async () => (await request(other.url).get('/')).text.includes('Tỉnh khác')
    expect(await heading()).toBe(false)
    await write
      .insertInto('setting')
      .values({ key: 'settings', value: '{"provinceNameVi":"Tỉnh khác"}' })
      .execute()
    expect(await heading()).toBe(false)
    now = new Date(now.getTime() + 2000)
    expect(await heading()).toBe(true)
    await other.stop()
  })
})
