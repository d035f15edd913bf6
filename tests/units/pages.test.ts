import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textOf } from '../dashboard/reading.ts'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'

const CLOCK = () => new Date('2026-11-24T03:00:00Z')
const MERGER = {
  from1: 'ld-commune-dak-wil-centre',
  unit: 'ld-commune-nam-dong-centre',
  effectiveOn: '2026-07-01',
}

describe.each(databases)('The pages of units, on $name', ({ dialect }) => {
  let app: RunningApp
  let official: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: CLOCK })
    official = await signedIn(app, { role: 'reform_office' })
    await countAnswers(app.databases, [
      { unit: 'ld-commune-dak-wil-centre', day: '2026-03-02', satisfied: 40, dissatisfied: 20 },
      { unit: 'ld-commune-nam-dong-centre', day: '2026-03-02', satisfied: 70, dissatisfied: 1 },
      { unit: 'ld-commune-quang-tan-centre', day: '2026-03-02', satisfied: 4 },
    ])
    await app.databases.write
      .deleteFrom('touchpoint')
      .where('unit_id', 'like', 'ld-commune-dak-wil%')
      .execute()
  })
  afterAll(() => app.stop())

  const see = async (path: string, agent = official) => textOf((await agent.get(path).expect(200)).text)
  const post = (form: string, fields: Record<string, string>) =>
    official.post(`/units/changes/${form}`).type('form').send(fields)
  const confirmed = (html: string) => /name="confirmed" value="(\d+)"/.exec(html)?.[1] ?? ''

  it('show the tree as of a day', async () => {
    expect(await see('/units?on=2025-06-30')).toContain('Huyện Cư Jút')
    expect(await see('/units?on=2025-07-01')).not.toContain('Huyện Cư Jút')
  })

  it.each([['dak wil'], ['ĐẮK WIL'], ['đắk  wil'.replace('  ', ' ')]])(
    'find «%s» without marks and case, below what leads to it',
    async (q) => {
      const text = await see(`/units?on=2026-01-01&q=${encodeURIComponent(q)}`)
      expect(text).toMatch(/2 đơn vị .*Tỉnh Lâm Đồng .*Xã Đắk Wil .*công xã Đắk Wil/)
      expect(text).not.toContain('Xã Nam Dong')
    },
  )

  it('tell what a merger does to figures before it is entered, and enter nothing yet', async () => {
    const { text } = await post('merge', MERGER).expect(200)
    const words = textOf(text)
    expect(words).toContain('Có hiệu lực từ 01/07/2026 (đã qua).')
    expect(words).toMatch(/hành chính công xã Đắk Wil 60 40 60 40/)
    expect(words).toMatch(/hành chính công xã Nam Dong 71 70 131 110/)
    expect(words).toMatch(/Xã Đắk Wil 60 40 0 0/)
    expect(words).toMatch(/Tất cả đơn vị 135 114 135 114/)
    expect(words).toContain('Số liệu theo đơn vị tại thời điểm đánh giá: không thay đổi.')
    expect(await see(`/units/${MERGER.unit}`)).not.toContain('Sáp nhập Trung tâm')
  })

  it('do not tell of fewer than ten', async () => {
    const { text } = await post('move', {
      unit: 'ld-commune-quang-tan-centre',
      parent: 'ld-commune-nam-dong',
      effectiveOn: '2026-07-01',
    })
    expect(textOf(text)).toMatch(/Xã Nam Dong Không hiển thị \(dưới 10\)/)
    expect(textOf(text)).toMatch(/công xã Quảng Tân Không hiển thị \(dưới 10\)/)
  })

  it('enter a change that was seen, show it in the history, and undo it after another look', async () => {
    const preview = await post('merge', MERGER)
    const entered = await post('merge', { ...MERGER, confirmed: confirmed(preview.text) }).expect(303)
    expect(entered.headers['location']).toBe(`/units/${MERGER.unit}?done=entered`)
    const page = (await official.get(`/units/${MERGER.unit}?done=entered`).expect(200)).text
    expect(textOf(page)).toContain('Đã ghi thay đổi.')
    expect(textOf(page)).toMatch(/01\/07\/2026 Sáp nhập Trung tâm .* xã Đắk Wil vào Trung tâm .* xã Nam Dong/)
    expect(textOf(page)).toMatch(/Ghi lúc 10:00 24\/11\/2026, người ghi: Cán bộ reform_office/)
    const change = /name="change" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const undoing = await post('undo', { change }).expect(200)
    expect(textOf(undoing.text)).toMatch(/hành chính công xã Nam Dong 131 110 71 70/)
    await post('undo', { change, confirmed: confirmed(undoing.text) }).expect(303)
    expect(await see(`/units/${MERGER.unit}`)).toContain('Đã hủy lúc 10:00 24/11/2026.')
    await post('undo', { change }).expect(404)
  })

  it('show the preview again when somebody else entered something in between', async () => {
    const preview = await post('merge', MERGER)
    const rename = { unit: 'ld-commune-duc-lap', name: 'Xã Đức Lập Mới', effectiveOn: '2026-08-01' }
    const other = await post('rename', rename)
    await post('rename', { ...rename, confirmed: confirmed(other.text) }).expect(303)
    await post('merge', { ...MERGER, confirmed: confirmed(preview.text) }).expect(200)
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['merge', { ...MERGER, unit: MERGER.from1 }, ['không thể nhập vào chính mình', 'from1-error']],
    [
      'merge',
      { ...MERGER, effectiveOn: '2025-06-30' },
      ['chưa được lập. Vui lòng chọn ngày muộn hơn', 'effectiveOn-error'],
    ],
    ['merge', { ...MERGER, from1: '' }, ['Vui lòng chọn đơn vị.', 'from1-error']],
    [
      'close',
      { unit: 'ld-commune-dak-mil-centre', effectiveOn: '2027-01-01' },
      ['còn điểm đánh giá đang mở: demo-dak-mil', 'unit-error'],
    ],
    [
      'close',
      { unit: 'ld-commune-dak-wil', effectiveOn: '2027-01-01' },
      ['là đơn vị không tồn tại vào lúc đó', 'unit-error'],
    ],
    [
      'move',
      { unit: 'ld-province', parent: 'ld-commune-dak-wil', effectiveOn: '2027-01-01' },
      ['sẽ nằm dưới chính mình', 'parent-error'],
    ],
    [
      'rename',
      { unit: 'ld-commune-dak-wil', name: ' ', effectiveOn: '2026-02-30' },
      ['Vui lòng nhập ngày có thật', 'name-error'],
    ],
    [
      'split',
      {
        unit: MERGER.from1,
        part1: MERGER.unit,
        share1: '50',
        part2: 'ld-commune-cu-jut',
        share2: '40',
        effectiveOn: '2026-07-01',
      },
      ['cộng lại bằng 100%', 'share1-error'],
    ],
  ])(
    'say what is wrong with a %s, beside the field, and keep what was entered',
    async (form, fields, expected) => {
      const { text } = await post(form, fields).expect(422)
      for (const part of expected) expect(text).toContain(part)
      expect(text).toContain(`value="${fields['effectiveOn']}"`)
    },
  )

  it('say of a split that figures stay where they were', async () => {
    const parts = { part1: MERGER.unit, share1: '60', part2: 'ld-commune-cu-jut', share2: '40' }
    const { text } = await post('split', { unit: MERGER.from1, ...parts, effectiveOn: '2026-07-01' }).expect(
      200,
    )
    expect(textOf(text)).toContain('vẫn ở nguyên chỗ cũ')
    expect(textOf(text)).toMatch(/xã Đắk Wil 60 40 60 40/)
  })

  it('create a unit with an id of its own that nobody has to invent', async () => {
    const fields = {
      name: 'Xã Đắk Wil',
      unitKind: 'commune',
      parent: 'ld-province',
      effectiveOn: '2027-01-01',
    }
    for (const id of ['xa-dak-wil', 'xa-dak-wil-2']) {
      const preview = await post('create', fields)
      const entered = await post('create', { ...fields, confirmed: confirmed(preview.text) })
      expect(entered.headers['location']).toBe(`/units/${id}?done=entered`)
    }
  })

  it('show who may only look their own units, and no way to change them', async () => {
    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-mil' })
    const text = await see('/units', head)
    expect(text).toContain('Xã Đắk Mil')
    expect(text).not.toContain('Xã Nam Dong')
    expect(text).not.toContain('Sáp nhập')
    await head.get('/units/ld-commune-nam-dong').expect(404)
    await head.get('/units/changes/merge').expect(403)
    const csv = await head.get('/units/units.csv').expect(200)
    expect(csv.text).not.toContain('nam-dong')
  })

  it('give the changes in a file that another installation takes as they are', async () => {
    const other = await startApp(dialect, { clock: CLOCK })
    const there = await signedIn(other, { role: 'reform_office' })
    const send = (what: string, text: string) =>
      there.post('/units/changes/import').field('what', what).attach('file', Buffer.from(text), 'changes.csv')
    const { text } = await official.get('/units/changes.csv').expect(200)
    const [header = '', ...lines] = text.split('\r\n')
    const own = [header, ...lines.filter((line) => /xa-dak-wil|Đức Lập Mới/.test(line))].join('\r\n')
    expect(textOf((await send('check', own).expect(200)).text)).toContain('Tệp đúng: 3 thay đổi có thể ghi')
    await send('enter', own).expect(303)
    const wrong = await send('enter', own).expect(422)
    expect(textOf(wrong.text)).toContain('Đã có đơn vị Xã Đắk Wil. Vui lòng dùng mã khác.')
    const units = async (agent: StaffAgent) => (await agent.get('/units/units.csv?on=2027-01-01')).text
    expect(await units(there)).toBe(await units(official))
    const odd = await send(
      'check',
      `${header}\r\nmerged,2026-13-01,ld-commune-cu-jut,,,,\r\nburnt,,,,,,\r\n`,
    ).expect(422)
    expect(textOf(odd.text)).toMatch(/Dòng 2: Vui lòng nhập ngày có thật\. .*Dòng 3: Cột kind phải là/)
    await other.stop()
  })

  it.each([
    ['merge', 'from', 'Đơn vị được sáp nhập'],
    ['split', 'part', 'Đơn vị tiếp nhận'],
  ])(
    'give the form to %s as many lines as are asked for, and keep what was entered',
    async (form, prefix, label) => {
      let fields: Record<string, string> = { unit: 'ld-commune-nam-dong', effectiveOn: '2027-03-01' }
      for (let lines = 1; lines <= 8; lines++) {
        fields[`${prefix}${lines}`] = 'ld-commune-cu-jut'
        const { text } = await post(form, { ...fields, add: 'line' }).expect(200)
        if (lines < 3) continue
        expect(text).toContain(`${label} ${lines + 1}`)
        expect(text).not.toContain(`${label} ${lines + 2}`)
        expect(text.match(/value="ld-commune-cu-jut" selected/g)?.length).toBe(lines)
        expect(text).toContain('value="2027-03-01"')
        expect(text).toContain(`formaction="/units/changes/${form}#${prefix}${lines + 2}"`)
      }
      fields = { ...fields, [`${prefix}101`]: 'ld-commune-cu-jut' }
      await post(form, fields).expect(422)
    },
  )

  it('merge eight units at once', async () => {
    const centres = [
      'cu-jut',
      'thuan-an',
      'duc-lap',
      'dak-song',
      'quang-tan',
      'dak-mil',
      'dak-wil',
      'tuy-duc',
    ]
    const there = await startApp(dialect, { clock: CLOCK })
    const office = await signedIn(there, { role: 'reform_office' })
    const known = await there.databases.read
      .selectFrom('unit')
      .select('id')
      .where(
        'id',
        'in',
        centres.map((name) => `ld-commune-${name}-centre`),
      )
      .execute()
    expect(known.length).toBe(8)
    await there.databases.write.deleteFrom('touchpoint').execute()
    const from = Object.fromEntries(known.map(({ id }, at) => [`from${at + 1}`, id]))
    const merger = { ...from, unit: MERGER.unit, effectiveOn: '2026-12-01' }
    const send = (fields: Record<string, string>) =>
      office.post('/units/changes/merge').type('form').send(fields)
    const preview = await send(merger).expect(200)
    await send({ ...merger, confirmed: confirmed(preview.text) }).expect(303)
    const changes = await there.databases.read
      .selectFrom('unit_change')
      .select('content')
      .where('kind', '=', 'merged')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(changes.content).predecessorIds).toEqual(known.map(({ id }) => id))
    await there.stop()
  })

  it('take one of two files that are entered at once, and tell the other to look again', async () => {
    const there = await startApp(dialect, { clock: CLOCK })
    const office = await signedIn(there, { role: 'reform_office' })
    const enter = (name: string) =>
      office
        .post('/units/changes/import')
        .field('what', 'enter')
        .attach(
          'file',
          Buffer.from(
            `kind,effective_on,unit,name,unit_kind,parent,others\r\ncreated,2027-01-01,xa-moi,${name},commune,ld-province,\r\n`,
          ),
          'changes.csv',
        )
    const answers = await Promise.all(['Xã Một', 'Xã Hai', 'Xã Ba', 'Xã Bốn'].map(enter))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(303)
    for (const { status, text } of answers) {
      if (status === 303) continue
      expect([409, 422]).toContain(status)
      expect(textOf(text)).toContain(status === 409 ? 'Vui lòng gửi lại tệp' : 'Vui lòng dùng mã khác')
    }
    const created = await there.databases.read
      .selectFrom('unit')
      .select('name')
      .where('id', '=', 'xa-moi')
      .execute()
    expect(created.length).toBe(1)
    await there.stop()
  })
})
