import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dossierHash } from '../../server/invitations/dossier-hash.ts'
import { databases } from '../support/databases.ts'
import {
  checkFile,
  HEADER,
  importFile,
  line,
  type Official,
  proposedMapping,
  sendFile,
  settled,
  UNIT_NAME,
} from '../support/dossier-files.ts'
import { dossierTotals, invitationOf } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { turn } from '../support/turn.ts'

const NOW = new Date('2026-11-24T03:00:00Z')

describe.each(databases)('A list of finished dossiers, on $name', ({ dialect }) => {
  let app: RunningApp
  let official: Official
  let now: Date
  beforeEach(async () => {
    now = NOW
    app = await startApp(dialect, { clock: () => now })
    official = await signedIn(app, { role: 'reform_office' })
  })
  afterEach(() => app.stop())

  const dossiers = () => app.databases.read.selectFrom('dossier').selectAll().orderBy('finished_on').execute()
  const importRow = (path: string) =>
    app.databases.read
      .selectFrom('dossier_import')
      .selectAll()
      .where('id', '=', path.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow()
  const refusals = async (path: string) => {
    const { text } = await official.get(`${path}/refusals.csv`)
    return text.trim().split('\r\n').slice(1)
  }

  it('is imported with its columns recognised, its words without marks, and its code as a hash alone', async () => {
    const rows = [
      line('H36.50-261001-0001'),
      line('H36.50-261001-0002', {
        unit: 'ld-commune-dak-mil-centre',
        outcome: 'Trễ hạn',
        channel: '',
        due: '',
      }),
      line('H36.50-261001-0003', {
        unit: UNIT_NAME.toUpperCase().normalize('NFD'),
        outcome: 'tu choi',
        field: 'land',
      }),
      line('H36.50-261001-0004', { finished: '2026-10-25T16:20:00', outcome: 'rút hồ sơ', channel: 'BCCI' }),
      line('H36.50-261001-0005', { finished: '21/10/2026 08:00' }),
    ]
    const path = await importFile(official, `\uFEFF${[HEADER, ...rows].join('\r\n')}`)
    expect(await importRow(path)).toMatchObject({ rows: 5, taken: 5, repeated: 0, refused: 0 })
    const stored = await dossiers()
    expect(stored.map((one) => [one.finished_on, one.outcome, one.submission_channel])).toEqual(
      expect.arrayContaining([
        ['2026-10-15', 'returned', 'online'],
        ['2026-10-15', 'returned_late', null],
        ['2026-10-15', 'rejected', 'online'],
        ['2026-10-25', 'withdrawn', 'postal'],
        // It says «returned»; the days say late.
        ['2026-10-21', 'returned_late', 'online'],
      ]),
    )
    expect(new Set(stored.map((one) => one.unit_id))).toEqual(new Set(['ld-commune-dak-mil-centre']))
    expect(stored.map((one) => one.code_hash)).toContain(
      dossierHash('H36.50-261001-0001', app.config.dossierSecret),
    )
    expect(await dossierTotals(app)).toEqual({ dossiers: 5, invited: 0, opened: 0, answered: 0 })
    const page = await official.get(path)
    expect(page.text).toContain('Kết quả nhập')
  })

  it('says what it would do, and does nothing, until it is told to', async () => {
    const path = await checkFile(official, [HEADER, line('H36.50-261001-0001'), line('x')].join('\n'))
    expect(await importRow(path)).toMatchObject({ state: 'checked', rows: 2, taken: 1, refused: 1 })
    expect((await official.get(path)).text).toContain('Nhập 1 hồ sơ')
    expect(await dossiers()).toEqual([])
    expect(await dossierTotals(app)).toMatchObject({ dossiers: 0 })
    const touchpoints = await app.databases.read
      .selectFrom('touchpoint')
      .select('code')
      .where('mode', '=', 'invitation')
      .execute()
    expect(touchpoints).toEqual([])
  })

  it('has every row that is refused listed by its number, field and remedy, never with its value', async () => {
    const rows = [
      line('H36.50-261001-0001'),
      line(''),
      line('1234'),
      line('H36.50-261001-0004', { unit: 'Xã Không Có' }),
      line('H36.50-261001-0005', { field: 'Thiên văn' }),
      line('H36.50-261001-0006', { outcome: 'đang xử lý' }),
      line('H36.50-261001-0007', { finished: '31/02/2026' }),
      line('H36.50-261001-0008', { finished: '25/11/2026' }),
      line('H36.50-261001-0009', { finished: '30/09/2026' }),
      line('H36.50-261001-0010', { channel: 'Bồ câu', finished: '' }),
      `${line('H36.50-261001-0011')},thừa`,
      ',,,,,,,',
      line('H36.50-261001-0001'),
    ]
    const path = await importFile(official, [HEADER, ...rows].join('\n'))
    expect(await importRow(path)).toMatchObject({ rows: 12, taken: 1, repeated: 1, refused: 10 })
    const stored = await app.databases.read
      .selectFrom('dossier_import_refusal')
      .select(['row', 'field', 'problem'])
      .orderBy('row')
      .orderBy('field')
      .execute()
    expect(stored.map(({ row, field, problem }) => `${row} ${field} ${problem}`)).toEqual([
      '3 code required',
      '4 code code',
      '5 unit unknown',
      '6 procedureField unknown',
      '7 outcome unknown',
      '8 finishedOn date',
      '9 finishedOn future',
      '10 finishedOn before_received',
      '11 channel unknown',
      '11 finishedOn required',
      '12 row columns',
    ])
    const csv = await refusals(path)
    expect(csv).toHaveLength(11)
    expect(csv[0]).toBe('3,Mã hồ sơ,Còn trống. Vui lòng điền mục này.')
    expect(csv.join()).not.toMatch(/H36|Thiên văn|Bồ câu|1234/)
  })

  it('that is sent again is repeated as a whole, under whatever name', async () => {
    const file = [HEADER, line('H36.50-261001-0001'), line('H36.50-261001-0002')].join('\n')
    await importFile(official, file, 'a.csv')
    const again = await importFile(official, file, 'b.csv')
    expect(await importRow(again)).toMatchObject({ taken: 0, repeated: 2, refused: 0 })
    expect(await dossierTotals(app)).toMatchObject({ dossiers: 2 })
  })

  it('keeps its column mapping for the next file with the same header, and takes one value for all rows', async () => {
    const header = 'so,noi dung,xong'
    const first = await sendFile(official, `${header}\nH36.50-261001-0001,Đất đai,15/10/2026\n`)
    const chosen = {
      ...(await proposedMapping(official, first)),
      code: 'column:0',
      unit: 'always:ld-commune-dak-mil-centre',
      procedureField: 'column:1',
      outcome: 'always:returned',
      finishedOn: 'column:2',
    }
    await official.post(`${first}/mapping`).type('form').send(chosen).expect(303)
    expect(await settled(official, first)).toBe('checked')
    expect(await importRow(first)).toMatchObject({ taken: 1, refused: 0 })
    const second = await sendFile(official, `${header.toUpperCase()}\nH36.50-261001-0002,Y tế,15/10/2026\n`)
    expect(await proposedMapping(official, second)).toEqual(chosen)
  })

  it('comes back with the choice that was made when a column is missing or made up', async () => {
    const path = await sendFile(official, `${HEADER}\n${line('H36.50-261001-0001')}\n`)
    const mapping = await proposedMapping(official, path)
    const wrong = { ...mapping, unit: '', procedureField: 'column:99', channel: 'always:<script>' }
    const answer = await official.post(`${path}/mapping`).type('form').send(wrong)
    expect(answer.status).toBe(422)
    for (const field of ['unit', 'procedureField', 'channel'])
      expect(answer.text).toContain(`id="${field}-error"`)
    expect(await importRow(path)).toMatchObject({ state: 'received' })
  })

  it('is imported for the sender’s own units alone, and seen by nobody else', async () => {
    const clerk = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
    const stranger = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-cu-jut' })
    const rows = [
      line('H36.50-261001-0001'),
      line('H36.50-261001-0002', { unit: 'ld-commune-cu-jut-centre' }),
    ]
    const path = await importFile(clerk, [HEADER, ...rows].join('\n'))
    expect(await importRow(path)).toMatchObject({ taken: 1, refused: 1 })
    expect(await refusals(path)).toEqual([expect.stringMatching(/^3,Đơn vị,Ngoài phạm vi/)])
    for (const ask of ['', '/progress', '/refusals.csv']) await stranger.get(`${path}${ask}`).expect(404)
    for (const act of ['/mapping', '/run', '/continue', '/invitations', '/slips']) {
      await stranger.post(`${path}${act}`).expect(404)
    }
    expect((await stranger.get('/dossiers')).text).not.toContain('ho-so.csv')
    expect((await clerk.get('/dossiers')).text).toContain('ho-so.csv')
    const auditor = await signedIn(app, { role: 'auditor' })
    await auditor.get(path).expect(200)
    await auditor.post(`${path}/run`).expect(403)
  })

  it('goes out as invitations once, for all of its dossiers, and is gone then', async () => {
    const rows = [
      line('H36.50-261001-0001'),
      line('H36.50-261001-0002', { outcome: 'Từ chối' }),
      line('HỒ-SƠ-ĐẮK-17', { outcome: 'Quá hạn' }),
      line('=cmd-261001'),
      line('1'),
    ]
    const path = await importFile(official, [HEADER, ...rows].join('\n'))
    const { text, headers } = await official.post(`${path}/invitations`).expect(200)
    expect(headers['content-disposition']).toBe('attachment; filename=loi-moi-danh-gia.csv')
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(/,Đường dẫn đánh giá,Tin nhắn SMS,Lời mời$/)
    const link = `http://127.0.0.1${invitationOf(app, 'H36.50-261001-0001')}`
    expect(lines[1]).toContain(
      `,${link},Moi danh gia viec giai quyet ho so H36.50-261001-0001: ${link},mới lập`,
    )
    expect(lines[3]).toContain('Moi danh gia viec giai quyet ho so HO-SO-DAK-17: ')
    expect(lines[4]).toMatch(/^'=cmd-261001,/)
    expect(await dossierTotals(app)).toEqual({ dossiers: 4, invited: 4, opened: 0, answered: 0 })
    // It is deleted once the last byte has gone out.
    while ((await importRow(path)).file_until !== null) await turn()
    await official.post(`${path}/invitations`).expect(409)
    const blocks = await app.databases.read.selectFrom('dossier_import_block').selectAll().execute()
    expect(blocks).toEqual([])
  })

  it('gives nobody the invitations of another unit’s dossiers', async () => {
    await importFile(
      official,
      `${HEADER}\n${line('H36.50-261001-0001', { unit: 'ld-commune-cu-jut-centre' })}\n`,
    )
    const clerk = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
    // They claim that the dossier is theirs; it is known, and it is not.
    const path = await importFile(clerk, `${HEADER}\n${line('H36.50-261001-0001')}\n`)
    const { text } = await clerk.post(`${path}/invitations`).expect(200)
    expect(text).not.toContain('/i/')
    const slip = await clerk.post('/dossiers/slip').type('form').send({ code: 'H36.50-261001-0001' })
    expect(slip.status).toBe(422)
    expect(slip.text).toContain('value="H36.50-261001-0001"')
    expect((await dossierTotals(app)).invited).toBe(0)
  })

  it('is printed as slips with the codes that were sent, each page counted as invited', async () => {
    const rows = Array.from({ length: 90 }, (_, index) =>
      line(`H36.50-261001-1${String(index).padStart(3, '0')}`),
    )
    const path = await importFile(official, [HEADER, ...rows].join('\n'))
    const first = await official.post(`${path}/slips`).type('form').send({ from: '1' })
    expect(first.text.match(/<article class="slip"/g)).toHaveLength(80)
    expect(first.text).toContain(invitationOf(app, 'H36.50-261001-1000'))
    expect((await dossierTotals(app)).invited).toBe(80)
    const next = await official.post(`${path}/slips`).type('form').send({ from: '81' })
    expect(next.text.match(/<article class="slip"/g)).toHaveLength(10)
    expect((await dossierTotals(app)).invited).toBe(90)
    const one = await official.post('/dossiers/slip').type('form').send({ code: ' h36.50-261001-1005 ' })
    expect(one.text.match(/<article class="slip"/g)).toHaveLength(1)
    expect((await dossierTotals(app)).invited).toBe(90)
  })

  it('is kept enciphered, and no longer than 72 hours', async () => {
    const path = await importFile(official, `${HEADER}\n${line('H36.50-261001-0001')}\n`)
    const [block] = await app.databases.read.selectFrom('dossier_import_block').selectAll().execute()
    expect(Buffer.from(block?.content ?? '', 'base64').toString('latin1')).not.toContain('H36')
    now = new Date(NOW.getTime() + 73 * 60 * 60 * 1000)
    const { deleteExpiredFiles } = await import('../../server/invitations/delete-expired-files.ts')
    await deleteExpiredFiles(app.databases.write, now)
    expect(await app.databases.read.selectFrom('dossier_import_block').selectAll().execute()).toEqual([])
    const later = await signedIn(app, { role: 'reform_office' })
    await later.post(`${path}/invitations`).expect(409)
  })
})
