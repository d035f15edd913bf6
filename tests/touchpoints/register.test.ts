import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const NOW = new Date('2026-11-24T03:00:00Z')
const CENTRE = 'ld-commune-dak-mil-centre'
const form = (changes: Record<string, string> = {}) => ({
  unit: CENTRE,
  kind: 'qr',
  place: 'Sảnh chờ tầng 1',
  counter: '3',
  procedureField: '',
  validFrom: '2026-11-24',
  lastDay: '',
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [`hours_${day}`, ''])),
  ...changes,
})

describe.each(databases)('The register of touchpoints, on $name', ({ dialect }) => {
  let app: RunningApp
  let office: Awaited<ReturnType<typeof signedIn>>
  let now = NOW
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
  })
  afterAll(() => app.stop())
  const signIn = async () => {
    office = await signedIn(app, { role: 'reform_office' })
  }
  beforeEach(signIn)

  const post = (path: string, fields: Record<string, string> = {}) =>
    office.post(path).type('form').send(fields)
  /** Adds one. @returns its code. */
  const add = async (changes: Record<string, string> = {}): Promise<string> => {
    const answer = await post('/touchpoints', form(changes))
    expect(answer.status).toBe(303)
    return /^\/touchpoints\/(\w+)\?done=added$/.exec(String(answer.headers['location']))?.[1] ?? ''
  }
  const stored = (code: string) =>
    app.databases.read.selectFrom('touchpoint').selectAll().where('code', '=', code).executeTakeFirstOrThrow()
  const audited = (code: string) =>
    app.databases.read
      .selectFrom('audit_entry')
      .select(['action', 'unit_id'])
      .where('subject', '=', `touchpoint:${code}`)
      .orderBy('at')
      .execute()
  const rate = (code: string) =>
    request(app.url)
      .post('/responses')
      .send(submissionBody({ touchpoint: code }))
  /** The register remembers a touchpoint for two seconds. */
  const later = (ms = 3000) => {
    now = new Date(now.getTime() + ms)
  }

  it('gives a new touchpoint a code of its own, at which people rate at once', async () => {
    const code = await add({ hours_mon: '7h30-11h30', procedureField: 'land' })
    expect(await stored(code)).toMatchObject({
      unit_id: CENTRE,
      kind: 'qr',
      place: 'Sảnh chờ tầng 1',
      counter: '3',
      procedure_field_id: 'land',
      valid_from: '2026-11-24',
      valid_until: null,
      is_demonstration: 0,
      mode: null,
      replaced_by: null,
    })
    expect(JSON.parse((await stored(code)).opening_hours ?? '').mon).toEqual([
      { from: '07:30', until: '11:30' },
    ])
    expect((await request(app.url).get(`/r/${code}`)).text).toContain('Sảnh chờ tầng 1')
    expect((await rate(code)).status).toBe(201)
    expect(await audited(code)).toEqual([{ action: 'touchpoint.added', unit_id: CENTRE }])
  })

  it('takes ratings from the first day to the last, both included', async () => {
    const code = await add({ validFrom: '2026-11-25', lastDay: '2026-11-26' })
    expect((await stored(code)).valid_until).toBe('2026-11-27')
    const day = async (date: string) => {
      now = new Date(`${date}T03:00:00Z`)
      return (await request(app.url).get(`/r/${code}`)).status
    }
    expect([
      await day('2026-11-24'),
      await day('2026-11-25'),
      await day('2026-11-26'),
      await day('2026-11-27'),
    ]).toEqual([410, 200, 200, 410])
    now = NOW
  })

  it.each([
    ['unit', { unit: 'nowhere' }, 'Vui lòng chọn một đơn vị'],
    ['kind', { kind: 'drone' }, 'Vui lòng chọn loại'],
    ['procedureField', { procedureField: 'magic' }, 'Vui lòng chọn một lĩnh vực'],
    ['place', { place: 'x'.repeat(121) }, 'Dài quá 120 ký tự'],
    ['hours_tue', { hours_tue: 'sáng' }, 'Chưa đọc được giờ này'],
    ['validFrom', { validFrom: '2026-02-30' }, 'một ngày có thật'],
    ['validFrom', { validFrom: '2020-01-01' }, 'đơn vị chưa được thành lập'],
    ['lastDay', { lastDay: '2026-11-23' }, 'không thể trước ngày đầu tiên'],
  ])('refuses a wrong %s beside the field, and keeps what was entered', async (field, changes, words) => {
    const before = await app.databases.read.selectFrom('touchpoint').select('code').execute()
    const answer = await post('/touchpoints', form({ counter: 'Quầy số 7', ...changes }))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`id="${field}-error"`)
    expect(answer.text).toContain(words)
    expect(answer.text).toContain('value="Quầy số 7"')
    expect(await app.databases.read.selectFrom('touchpoint').select('code').execute()).toEqual(before)
  })

  it('refuses days on which the unit is no more', async () => {
    const lives = (until: string | null) =>
      app.databases.write.updateTable('unit').set({ valid_until: until }).where('id', '=', CENTRE).execute()
    await lives('2026-12-01')
    const over = 'Ngày này đơn vị đã thôi hoạt động'
    expect((await post('/touchpoints', form({ lastDay: '2026-12-01' }))).text).toContain(over)
    expect((await post('/touchpoints', form({ validFrom: '2026-12-01' }))).text).toContain(over)
    await add({ lastDay: '2026-11-30' })
    await add({ lastDay: '' })
    await lives(null)
  })

  it('refuses what does not belong to the form (F39)', async () => {
    expect((await post('/touchpoints', { ...form(), code: 'mine', is_demonstration: '1' })).status).toBe(422)
  })

  it('is found without marks by unit, place, counter and code, and by state', async () => {
    const code = await add({ place: 'Hành lang phía Đông', counter: 'Đất đai 2' })
    const list = async (query: string) => (await office.get(`/touchpoints?${query}`)).text
    const href = `/touchpoints/${code}"`
    for (const query of [
      'q=hanh+lang+phia+dong',
      'q=dat+dai+2',
      `q=${code.toUpperCase()}`,
      'q=Dak+Mil',
      `unit=${CENTRE}`,
    ])
      expect(await list(query), query).toContain(href)
    expect(await list('unit=ld-commune-dak-mil'), 'a unit shows what lies below it').toContain(href)
    expect(await list('unit=ld-commune-cu-jut')).not.toContain(href)
    expect(await list('state=open')).toContain(href)
    expect(await list('state=retired')).not.toContain(href)
    expect(await list('q=khong+co+noi+nao')).toContain('Không có điểm đánh giá nào khớp')
    expect((await office.get('/touchpoints?state=broken')).status).toBe(400)
    expect((await office.get('/touchpoints?q=a&q=b')).status).toBe(400)
  })

  it('changes place, counter, field and hours, and says so in the audit log', async () => {
    const code = await add()
    const {
      unit: _unit,
      kind: _kind,
      validFrom: _from,
      lastDay: _last,
      ...change
    } = form({ place: 'Tầng 2' })
    expect((await office.get(`/touchpoints/${code}/change`)).text).toContain('value="Sảnh chờ tầng 1"')
    expect((await post(`/touchpoints/${code}/change`, change)).status).toBe(303)
    expect((await stored(code)).place).toBe('Tầng 2')
    expect((await audited(code)).map(({ action }) => action).sort()).toEqual([
      'touchpoint.added',
      'touchpoint.changed',
    ])
    expect((await post(`/touchpoints/${code}/change`, { ...change, hours_mon: '?' })).status).toBe(422)
    expect((await post(`/touchpoints/${code}/change`, form())).status, 'not its unit').toBe(422)
  })

  it('retires a touchpoint after its last day, and what it took stays', async () => {
    const code = await add()
    expect((await rate(code)).status).toBe(201)
    expect((await post(`/touchpoints/${code}/retire`, { lastDay: '2026-11-31' })).status).toBe(422)
    expect((await post(`/touchpoints/${code}/retire`, { lastDay: '2026-11-24' })).status).toBe(303)
    later()
    expect((await rate(code)).status, 'still on its last day').toBe(201)
    now = new Date('2026-11-25T03:00:00Z')
    await signIn()
    const closed = await request(app.url).get(`/r/${code}`)
    expect([closed.status, closed.text.includes('Phiếu này đã đóng')]).toEqual([410, true])
    expect((await rate(code)).status).toBe(422)
    expect((await post(`/touchpoints/${code}/retire`, { lastDay: '2026-12-24' })).status, 'not twice').toBe(
      409,
    )
    const kept = await app.databases.read
      .selectFrom('response')
      .select('submission_key')
      .where('touchpoint_code', '=', code)
      .execute()
    expect(kept).toHaveLength(2)
    now = NOW
  })

  it('replaces a code: the old one sends people to the counter at once, the new one takes ratings', async () => {
    const code = await add({ counter: '9' })
    const answer = await post(`/touchpoints/${code}/replace`)
    const newCode = /^\/touchpoints\/(\w+)\?/.exec(String(answer.headers['location']))?.[1] ?? ''
    expect(newCode).not.toBe(code)
    expect((await stored(code)).replaced_by).toBe(newCode)
    expect(await stored(newCode)).toMatchObject({ unit_id: CENTRE, counter: '9', replaced_by: null })
    later()
    const old = await request(app.url).get(`/r/${code}`)
    expect([old.status, old.text.includes('hỏi người trực quầy'), old.text.includes(newCode)]).toEqual([
      410,
      true,
      false,
    ])
    expect((await rate(newCode)).status).toBe(201)
    expect((await rate(code)).status, 'begun before: still taken until midnight').toBe(201)
    expect((await office.get(`/touchpoints/${code}`)).text).toContain(`/touchpoints/${newCode}`)
    expect((await post(`/touchpoints/${code}/replace`)).status, 'not twice').toBe(409)
  })

  it('is replaced once when two people press at the same time', async () => {
    const code = await add()
    const before = await app.databases.read.selectFrom('touchpoint').select('code').execute()
    const statuses = (await Promise.all([1, 2, 3].map(() => post(`/touchpoints/${code}/replace`)))).map(
      ({ status }) => status,
    )
    expect(statuses.sort()).toEqual([303, 409, 409])
    const after = await app.databases.read.selectFrom('touchpoint').select('code').execute()
    expect(after).toHaveLength(before.length + 1)
  })

  it('shows the head of one commune that commune’s alone, and lets nobody change who may only look (F38)', async () => {
    const code = await add()
    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-cu-jut' })
    const own = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-mil' })
    const clerk = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
    expect((await head.get('/touchpoints')).text).not.toContain(code)
    expect((await head.get(`/touchpoints/${code}`)).status).toBe(404)
    expect((await head.get(`/touchpoints/${code}/qr.svg`)).status).toBe(404)
    expect((await head.post(`/touchpoints/${code}/replace`)).status).toBe(404)
    expect((await head.post('/touchpoints').type('form').send(form())).status, 'not in another’s unit').toBe(
      422,
    )
    expect((await own.get('/touchpoints')).text).toContain(code)
    expect((await clerk.get(`/touchpoints/${code}`)).text).not.toContain('action="/touchpoints')
    expect(
      (await clerk.post(`/touchpoints/${code}/retire`).type('form').send({ lastDay: '2026-11-24' })).status,
    ).toBe(403)
    expect(
      (await own.post(`/touchpoints/${code}/retire`).type('form').send({ lastDay: '2026-11-24' })).status,
    ).toBe(303)
  })

  it('shows no touchpoint on which nothing is scanned or tapped', async () => {
    await app.databases.write
      .updateTable('touchpoint')
      .set({ mode: 'paper' })
      .where('code', '=', 'demo-cu-jut')
      .execute()
    expect((await office.get('/touchpoints')).text).not.toContain('demo-cu-jut')
    expect((await office.get('/touchpoints/demo-cu-jut')).status).toBe(404)
    expect((await request(app.url).get('/ma?code=demo-cu-jut')).status).toBe(404)
  })
})
