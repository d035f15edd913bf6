import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { interviewKey } from '../../server/waves/interview-row.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'

const NOW = new Date('2026-11-24T03:00:00Z')
const UNIT = 'ld-commune-dak-mil'
const FRAME = 'stratum,unit,population\nThôn 1,ld-commune-dak-mil,1.200\n"Thôn 2, buôn A",Xã Đắk Mil,800\n'
const HEADER =
  'stratum,date,field,kind,overall,access,procedure,staff,result,feedback,punctuality,visits,extra_payment,comment'
const GOOD = 'Thôn 1,10/10/2026,land,1,4,5,6,3,,0,2,1,3,Cảm ơn'

describe.each(databases)('A wave of interviews, on $name', ({ dialect }) => {
  let app: RunningApp
  let office: Awaited<ReturnType<typeof signedIn>>
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => NOW })
  })
  afterAll(() => app.stop())
  beforeEach(async () => {
    office = await signedIn(app, { role: 'reform_office' })
  })

  const form = (changes: Record<string, string> = {}) => ({
    name: 'Khảo sát Quý IV/2026',
    instrumentVersion: 'one-stop-1',
    unit: UNIT,
    opensOn: '2026-10-01',
    lastDay: '2026-10-31',
    ...changes,
  })
  const open = async (): Promise<string> => {
    const answer = await office.post('/waves').type('form').send(form())
    expect(answer.status).toBe(303)
    return String(answer.headers['location'])
  }
  const send = (path: string, content: string | Buffer, name = 'tệp.csv') =>
    office.post(path).attach('file', Buffer.from(content), name)
  /** Opens one with its frame. */
  const openWithFrame = async (): Promise<string> => {
    const wave = await open()
    expect((await send(`${wave}/frame`, FRAME)).status).toBe(303)
    return wave
  }
  /** Sends a file of interviews to be checked. @returns the import's path. */
  const check = async (wave: string, ...rows: string[]): Promise<string> => {
    const answer = await send(`${wave}/interviews`, [HEADER, ...rows].join('\n'))
    expect(answer.status).toBe(303)
    return String(answer.headers['location'])
  }
  const strataOf = (wave: string) =>
    app.databases.read
      .selectFrom('stratum')
      .selectAll()
      .where('wave_id', '=', wave.slice('/waves/'.length))
      .orderBy('sort_order')
      .execute()
  const interviewsOf = async (wave: string) =>
    app.databases.read
      .selectFrom('response')
      .selectAll()
      .where('wave_id', '=', wave.slice('/waves/'.length))
      .execute()

  it('has a frame of strata, each with its unit, its population and a touchpoint of its own', async () => {
    const wave = await openWithFrame()
    const strata = await strataOf(wave)
    expect(strata.map(({ name, unit_id, population }) => [name, unit_id, population])).toEqual([
      ['Thôn 1', UNIT, 1200],
      ['Thôn 2, buôn A', UNIT, 800],
    ])
    expect(new Set(strata.map(({ touchpoint_code }) => touchpoint_code)).size).toBe(2)
    expect((await office.get(wave)).text).toContain('2.000')
  })

  it('takes all of a frame file or nothing, and says what is wrong in each row', async () => {
    const wave = await openWithFrame()
    const answer = await send(
      `${wave}/frame`,
      'stratum,unit,population\nThôn 3,Xã Đắk Mil,100\nTHÔN 1,Xã Đắk Mil,5\nThôn 4,Xã Không Có,5\nThôn 5,Xã Đắk Mil,0\n,Xã Đắk Mil,9\n',
    )
    expect(answer.status).toBe(422)
    for (const words of ['Tầng này đã có', 'Không có trong danh sách', 'Không phải số', 'Còn trống'])
      expect(answer.text).toContain(words)
    expect(await strataOf(wave)).toHaveLength(2)
  })

  it.each([
    ['no file', '', '', 'Vui lòng chọn tệp'],
    ['column names alone', 'stratum,unit,population\n', 'a.csv', 'không có dòng nào'],
    ['another text encoding', Buffer.from([0x54, 0xe8, 0x6e]), 'a.csv', 'UTF-8'],
    ['a column missing', 'stratum,population\na,1\n', 'a.csv', 'thiếu cột: unit'],
    [
      'a column nobody knows',
      'stratum,unit,population,secret\na,b,1,x\n',
      'a.csv',
      'không rõ nghĩa hoặc bị lặp: secret',
    ],
    ['a zip that is no spreadsheet', Buffer.from('PK\u0003\u0004rest'), 'a.xlsx', 'Không đọc được tệp XLSX'],
  ])('is told what is wrong with a file as a whole: %s', async (_what, content, name, words) => {
    const wave = await open()
    const answer = await send(`${wave}/frame`, content as string, name)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
  })

  it('checks a file first, then takes it: interviews count apart, for their own day and stratum', async () => {
    const wave = await openWithFrame()
    const file = await check(wave, GOOD, '"Thôn 2, buôn A",2026-10-31,Y tế,Doanh nghiệp,2,,,,,,,,,')
    expect(await interviewsOf(wave), 'nothing counts yet').toEqual([])
    expect((await office.get(file)).text).toContain('Nhập 2 phiếu phỏng vấn')
    expect((await office.post(`${file}/import`)).status).toBe(303)

    const [first, second] = await strataOf(wave)
    const stored = (await interviewsOf(wave)).sort((a, b) => b.overall - a.overall)
    expect(stored).toHaveLength(2)
    expect(stored[0]).toMatchObject({
      mode: 'interviewer',
      touchpoint_code: first?.touchpoint_code,
      unit_id: UNIT,
      procedure_field_id: 'land',
      respondent_kind: 'citizen',
      responded_on: '2026-10-10',
      overall: 4,
      comment: 'Cảm ơn',
    })
    expect(JSON.parse(stored[0]?.answers ?? '')).toEqual({
      access: 5,
      procedure: null,
      staff: 3,
      punctuality: 2,
      visits: 1,
      extra_payment: null,
    })
    expect(stored[1]).toMatchObject({
      touchpoint_code: second?.touchpoint_code,
      procedure_field_id: 'health',
      respondent_kind: 'business',
      responded_on: '2026-10-31',
      answers: '{}',
    })
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
    const kept = await app.databases.read.selectFrom('interview_import').select('content').execute()
    expect(
      kept.every(({ content }) => content === null),
      'the file is not kept',
    ).toBe(true)
  })

  it('names every row that it cannot take, column by column, and takes the others', async () => {
    const wave = await openWithFrame()
    const file = await check(
      wave,
      GOOD,
      'Thôn 9,10/10/2026,land,1,4,,,,,,,,,',
      'Thôn 1,01/09/2026,land,1,4,,,,,,,,,',
      'Thôn 1,32/10/2026,magic,3,9,7,,,,,5,,,',
      'Thôn 1,10/10/2026,land,1,,,,,,,,,,',
      `Thôn 1,10/10/2026,land,1,3,,,,,,,,,${'x'.repeat(1001)}`,
    )
    const csv = (await office.get(`${file}/refusals.csv`)).text
    const lines = csv.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines).toEqual([
      'Dòng,Cột,Lý do',
      '3,Tầng,Không có trong danh sách',
      '4,Ngày phỏng vấn,Ngoài thời gian của đợt',
      '5,Lĩnh vực,Không có trong danh sách',
      '5,Người trả lời,Không có trong danh sách',
      '5,Ngày phỏng vấn,"Không phải ngày, xin ghi như 24/11/2026"',
      '5,Hài lòng chung,Phiếu không có ô này',
      '5,Tiếp cận dịch vụ,Phiếu không có ô này',
      '5,So với ngày hẹn,Phiếu không có ô này',
      '6,Hài lòng chung,Còn trống',
      '7,Góp ý,Dài quá 1.000 ký tự',
    ])
    await office.post(`${file}/import`)
    expect(await interviewsOf(wave)).toHaveLength(1)
    expect((await office.get(wave)).text).toContain('6 dòng · đã nhập 1 · không nhập được 5')
  })

  it('counts a file once, however often it is sent and imported', async () => {
    const wave = await openWithFrame()
    const file = await check(wave, GOOD, GOOD)
    const twice = await Promise.all([office.post(`${file}/import`), office.post(`${file}/import`)])
    expect(twice.map(({ status }) => status)).toContain(303)
    expect(await interviewsOf(wave), 'two people may answer alike').toHaveLength(2)
    expect(await check(wave, GOOD, GOOD), 'the same file leads to the same import').toBe(file)
    expect((await office.get(file)).text).toContain('Tệp này đã được nhập')
    expect((await office.post(`${file}/import`)).status).toBe(409)
    expect(await interviewsOf(wave)).toHaveLength(2)
  })

  it('goes on where an import was interrupted', async () => {
    const wave = await openWithFrame()
    const file = await check(wave, GOOD, GOOD.replace('Cảm ơn', 'khác'))
    await office.post(`${file}/import`)
    const id = file.split('/').at(-1) ?? ''
    const before = await interviewsOf(wave)
    // As if the program had died before it could write down that the file is done.
    const other = await check(wave, GOOD, GOOD.replace('Cảm ơn', 'lần nữa'))
    const { content } = await app.databases.read
      .selectFrom('interview_import')
      .select('content')
      .where('id', '=', other.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow()
    await app.databases.write
      .updateTable('interview_import')
      .set({
        imported_at: null,
        content: content?.replace('lần nữa', 'khác') ?? null,
      })
      .where('id', '=', id)
      .execute()
    expect((await office.post(`${file}/import`)).status).toBe(303)
    expect(await interviewsOf(wave)).toHaveLength(before.length)
  })

  it('points out rows that another file of the wave holds already', async () => {
    const wave = await openWithFrame()
    await office.post(`${await check(wave, GOOD)}/import`)
    const corrected = await check(wave, GOOD, GOOD.replace('Cảm ơn', 'mới'))
    expect((await office.get(corrected)).text).toContain('1 dòng giống hệt phiếu đã nhập')
    const other = await check(wave, GOOD.replace('Cảm ơn', 'mới hơn'))
    expect((await office.get(other)).text).not.toContain('giống hệt')
  })

  it('takes two thousand rows', async () => {
    const wave = await openWithFrame()
    const rows = Array.from({ length: 2000 }, (_, index) =>
      GOOD.replace(',4,', `,${1 + (index % 5)},`).replace('Cảm ơn', `số ${index}`),
    )
    const file = await check(wave, ...rows)
    await office.post(`${file}/import`)
    expect(await interviewsOf(wave)).toHaveLength(2000)
  })

  it('is for those who may enter for its unit (F38), and never opens to visitors', async () => {
    const wave = await openWithFrame()
    const file = await check(wave, GOOD)
    const elsewhere = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-cu-jut' })
    expect((await elsewhere.get('/waves')).text).not.toContain(wave)
    for (const path of [wave, file, `${file}/refusals.csv`, `${wave}/template.csv`])
      expect((await elsewhere.get(path)).status).toBe(404)
    expect((await elsewhere.post(`${file}/import`)).status).toBe(404)
    const [stratum] = await strataOf(wave)
    expect((await office.get(`/r/${stratum?.touchpoint_code}`)).status).toBe(404)
    const auditor = await signedIn(app, { role: 'auditor' })
    expect((await auditor.get(wave)).status).toBe(200)
    expect((await auditor.post(`${file}/import`)).status).toBe(403)
    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-mil' })
    expect((await head.get(wave)).status).toBe(403)
  })

  it.each([
    ['name', { name: '  ' }, 'đặt tên đợt'],
    ['instrumentVersion', { instrumentVersion: 'none-1' }, 'chọn một mẫu phiếu'],
    ['unit', { unit: '' }, 'chọn một đơn vị'],
    ['opensOn', { opensOn: '2026-02-30' }, 'một ngày có thật'],
    ['lastDay', { lastDay: '2026-09-30' }, 'không thể trước ngày đầu tiên'],
    ['lastDay', { lastDay: '2027-10-31' }, 'dài nhất một năm'],
  ])('is not opened with a wrong %s', async (field, changes, words) => {
    const answer = await office
      .post('/waves')
      .type('form')
      .send(form(changes as Record<string, string>))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`id="${field}-error"`)
    expect(answer.text).toContain(words)
  })

  it('gives a template with every column of the questionnaire', async () => {
    const wave = await open()
    const { text } = await office.get(`${wave}/template.csv`)
    expect(text.replace('\uFEFF', '').trim()).toBe(HEADER)
  })

  describe('that has not begun', () => {
    const planned = async () => {
      const answer = await office
        .post('/waves')
        .type('form')
        .send(form({ opensOn: '2026-12-01', lastDay: '2026-12-31' }))
      const wave = String(answer.headers['location'])
      expect((await send(`${wave}/frame`, FRAME)).status).toBe(303)
      return wave
    }
    const idOf = (wave: string) => wave.slice('/waves/'.length)

    it('is taken back with its frame, and the audit says what it was', async () => {
      const wave = await planned()
      expect((await office.get(wave)).text).toContain(`action="${wave}/cancel"`)
      const codes = (await strataOf(wave)).map(({ touchpoint_code }) => touchpoint_code)
      expect((await office.post(`${wave}/cancel`)).headers['location']).toBe('/waves?done=cancelled')
      expect((await office.get(wave)).status).toBe(404)
      expect((await office.get('/waves?done=cancelled')).text).toContain('Đã hủy đợt phỏng vấn.')
      expect(await strataOf(wave)).toEqual([])
      const left = await app.databases.read
        .selectFrom('touchpoint')
        .select('code')
        .where('code', 'in', codes)
        .execute()
      expect(left).toEqual([])
      const entry = await app.databases.read
        .selectFrom('audit_entry')
        .selectAll()
        .where('action', '=', 'wave.cancelled')
        .where('subject', '=', `wave:${idOf(wave)}`)
        .executeTakeFirstOrThrow()
      expect(entry.unit_id).toBe(UNIT)
      expect(JSON.parse(entry.before ?? '')).toMatchObject({ opensOn: '2026-12-01', strata: 2 })
    })

    it('is not taken back by the head of another unit, and one that has begun by nobody', async () => {
      const wave = await planned()
      const clerk = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-cu-jut' })
      expect((await clerk.post(`${wave}/cancel`)).status).toBe(404)
      const begun = await openWithFrame()
      expect((await office.get(begun)).text).not.toContain(`${begun}/cancel`)
      expect((await office.post(`${begun}/cancel`)).status).toBe(409)
      expect(await strataOf(begun)).toHaveLength(2)
    })
  })
})

describe('The key of an interview', () => {
  it('follows from wave, file and row alone, and is a UUID of version 4', () => {
    const key = interviewKey('wave', 'hash', 2)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(interviewKey('wave', 'hash', 2)).toBe(key)
    expect(new Set([key, interviewKey('wave', 'hash', 3), interviewKey('other', 'hash', 2)]).size).toBe(3)
  })
})
