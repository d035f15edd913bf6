import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLogo } from '../../server/settings/logo.queries.ts'
import { readSettings } from '../../server/settings/settings.queries.ts'
import { textOf } from '../dashboard/reading.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { enter } from './entering.ts'
import { png } from './pictures.ts'

const CHANGED = {
  provinceNameVi: 'Tỉnh «Lâm Đồng»',
  issuingAgency: 'Sở Nội vụ',
  idleSeconds: '45',
  minimumCell: '15',
  keepCommentsMonths: 'keep',
  'language.en': null,
}

describe.each(databases)('On $name, settings as a file', ({ dialect }) => {
  let app: RunningApp
  let other: RunningApp
  let office: StaffAgent
  let others: StaffAgent
  let file: string
  beforeAll(async () => {
    ;[app, other] = await Promise.all([startApp(dialect), startApp(dialect)])
    office = await signedIn(app, { role: 'reform_office' })
    others = await signedIn(other, { role: 'administrator' })
    await enter(app, office, CHANGED)
    await office.post('/settings/logo').field('revision', '1').attach('file', png(), 'logo.png')
    file = (await office.get('/settings/export')).text
  })
  afterAll(() => Promise.all([app.stop(), other.stop()]))

  const look = (agent: StaffAgent, content: string | Buffer) =>
    agent.post('/settings/import').attach('file', Buffer.from(content), 'settings.json')
  const hiddenIn = (html: string) => ({
    revision: /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '',
    content: /name="content" value="([\w-]+)"/.exec(html)?.[1] ?? '',
  })
  const confirm = (agent: StaffAgent, html: string) =>
    agent.post('/settings/import/confirm').type('form').send(hiddenIn(html))
  const stateOf = async ({ databases: { write } }: RunningApp) => {
    const { revision: _, ...settings } = await readSettings(write)
    return { settings, logo: await readLogo(write) }
  }

  it('hold everything with the logo inside, and can be read by anybody who reads the settings', async () => {
    const read = JSON.parse(file)
    expect(read).toMatchObject({ format: 'thuoc-do-settings', version: 1 })
    expect(read.settings).toMatchObject({
      provinceNameVi: 'Tỉnh «Lâm Đồng»',
      minimumCell: 15,
      languages: ['vi'],
    })
    expect(Buffer.from(read.logo, 'base64')).toEqual(png())
    const auditor = await signedIn(app, { role: 'auditor' })
    expect((await auditor.get('/settings/export')).headers['content-disposition']).toContain(
      'thuoc-do-settings.json',
    )
  })

  it('are looked at before they are taken elsewhere, and are then the same there', async () => {
    const before = await stateOf(other)
    const preview = await look(others, file)
    expect(preview.status).toBe(200)
    const text = textOf(preview.text)
    expect(text).toContain('Tên tỉnh Không có Tỉnh «Lâm Đồng»')
    expect(text).toContain('Số lượt tối thiểu để hiển thị 10 lượt 15 lượt')
    expect(text).toContain('Ý kiến viết kèm 24 tháng Lưu không thời hạn')
    expect(text).toContain('Biểu trưng Không có Ảnh 200 × 100 điểm ảnh')
    expect(text).not.toContain('Tỷ lệ phản hồi tối thiểu')
    expect(await stateOf(other)).toEqual(before)

    expect((await confirm(others, preview.text)).status).toBe(303)
    expect(await stateOf(other)).toEqual(await stateOf(app))
    const entry = await other.databases.read
      .selectFrom('audit_entry')
      .select(['before', 'after'])
      .where('action', '=', 'settings.changed')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.after ?? '')).toMatchObject({
      minimumCell: 15,
      logo: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    expect(JSON.parse(entry.before ?? '')).toMatchObject({ minimumCell: 10, logo: null })
    expect(textOf((await look(others, file)).text)).toContain('giống hệt thiết lập hiện nay')
  })

  it('are compared anew where somebody has changed something since', async () => {
    const preview = await look(office, file.replace('"idleSeconds": 45', '"idleSeconds": 99'))
    await enter(app, office, { coverageFloor: '35' })
    const answer = await confirm(office, preview.text)
    expect(answer.status).toBe(409)
    expect(textOf(answer.text)).toContain('Tỷ lệ phản hồi tối thiểu để kết luận (%) 35% 20%')
    expect((await confirm(office, answer.text)).status).toBe(303)
    expect((await stateOf(app)).settings).toMatchObject({ idleSeconds: 99, coverageFloor: 20 })
  })

  const changed =
    (change: (file: Record<string, unknown> & { settings: Record<string, unknown> }) => void) => () => {
      const read = JSON.parse(file)
      change(read)
      return JSON.stringify(read)
    }
  it.each<[string, () => string | Buffer, string[]]>([
    ['no JSON', () => 'name,value', ['không phải JSON']],
    ['nothing', () => '', ['không phải JSON']],
    ['broken UTF-8', () => Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), ['không phải JSON']],
    ['a lone surrogate', () => file.replace('Sở Nội vụ', '\\ud800'), ['không phải JSON']],
    ['a huge file', () => `${file}${' '.repeat(200_000)}`, ['quá lớn']],
    ['another program’s file', () => '{"settings":{}}', ['không phải tệp thiết lập của Thước Đo']],
    ['a list', () => '[]', ['không phải tệp thiết lập của Thước Đo']],
    ['a later version', changed((read) => Object.assign(read, { version: 2 })), ['phiên bản khác']],
    [
      'a smaller minimum than 10',
      changed(({ settings }) => Object.assign(settings, { minimumCell: 3 })),
      ['minimumCell: Số lượt tối thiểu phải là số nguyên từ 10 đến 100'],
    ],
    [
      'text for a number',
      changed(({ settings }) => Object.assign(settings, { idleSeconds: '30' })),
      ['idleSeconds: Thời gian chờ'],
    ],
    ['a missing setting', changed(({ settings }) => delete settings['placeName']), ['placeName:']],
    [
      'an unknown setting',
      changed(({ settings }) => Object.assign(settings, { role: 'administrator' })),
      ['Không có mục thiết lập nào tên «role»'],
    ],
    [
      'a language that is not here',
      changed(({ settings }) => Object.assign(settings, { languages: ['vi', 'cmo'] })),
      ['languages: Chọn ít nhất một ngôn ngữ mà hệ thống có'],
    ],
    [
      'two mistakes',
      changed(({ settings }) => Object.assign(settings, { idleSeconds: 1, coverageFloor: 101 })),
      ['idleSeconds:', 'coverageFloor:'],
    ],
    [
      'an SVG as logo',
      changed((read) =>
        Object.assign(read, { logo: Buffer.from('<svg onload="alert(1)"/>').toString('base64') }),
      ),
      ['logo: Tệp này không phải ảnh PNG hoặc JPEG'],
    ],
    [
      'a prototype',
      () => file.replace('"settings": {', '"settings": {"__proto__": {"isAdministrator": true},'),
      ['«__proto__»'],
    ],
    ['a deep nest', () => `{"settings":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, ['không phải JSON']],
  ])('are refused with %s, naming what is wrong and what to do (F41, F42)', async (_name, content, words) => {
    const before = await stateOf(app)
    const answer = await look(office, content())
    expect(answer.status).toBe(422)
    for (const expected of words) expect(textOf(answer.text)).toContain(expected)
    const forged = await office
      .post('/settings/import/confirm')
      .type('form')
      .send({ revision: '4', content: Buffer.from(content()).toString('base64url') })
    expect([413, 422]).toContain(forged.status)
    expect(await stateOf(app)).toEqual(before)
    expect(({} as Record<string, unknown>)['isAdministrator']).toBeUndefined()
  })

  it('show hostile text as text', async () => {
    const content = changed(({ settings }) =>
      Object.assign(settings, { placeName: '<img src=x onerror=alert(1)>' }),
    )()
    expect((await look(office, content)).text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })
})
