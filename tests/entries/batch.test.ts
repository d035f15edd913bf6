import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'

const NOW = new Date('2026-11-24T03:00:00Z')
const CENTRE = 'ld-commune-dak-mil-centre'
const form = (changes: Record<string, string> = {}) => ({
  unit: CENTRE,
  procedureField: 'land',
  slipsOn: '2026-11-10',
  controlTotal: '3',
  ...changes,
})

describe.each(databases)('A batch of paper slips, on $name', ({ dialect }) => {
  let app: RunningApp
  let clerk: Awaited<ReturnType<typeof signedIn>>
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => NOW })
  })
  afterAll(() => app.stop())
  beforeEach(async () => {
    clerk = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
  })

  const post = (path: string, fields: Record<string, string | number> = {}) =>
    clerk.post(path).type('form').send(fields)
  /** Opens one. @returns its path. */
  const open = async (changes: Record<string, string> = {}): Promise<string> => {
    const answer = await post('/entries', form(changes))
    expect(answer.status).toBe(303)
    return String(answer.headers['location'])
  }
  const key = (batch: string, keys: string, submissionKey: string = randomUUID(), comment = '') =>
    clerk.post(`${batch}/slips`).send({ submissionKey, keys, comment })
  const responsesOf = (batch: string) =>
    app.databases.read
      .selectFrom('response')
      .selectAll()
      .where('batch_id', '=', batch.slice('/entries/'.length))
      .execute()

  it('becomes responses on paper, for the day of the slips, when its number is the one counted', async () => {
    const batch = await open()
    expect((await key(batch, '1452031421', undefined, 'Chờ lâu, gọi 0912 345 678')).body.number).toBe(1)
    expect((await key(batch, '21')).body.number).toBe(2)
    expect(await responsesOf(batch), 'nothing counts before').toEqual([])
    const tooFew = await post(`${batch}/close`)
    expect([tooFew.status, tooFew.text.includes('Còn thiếu 1 phiếu')]).toEqual([422, true])
    expect((await key(batch, '15')).body.number).toBe(3)
    expect((await post(`${batch}/close`)).status).toBe(303)

    const stored = await responsesOf(batch)
    expect(stored).toHaveLength(3)
    for (const row of stored) {
      expect(row).toMatchObject({
        mode: 'paper',
        unit_id: CENTRE,
        procedure_field_id: 'land',
        responded_on: '2026-11-10',
        dossier_link: 'without',
        uncounted_reason: null,
      })
    }
    expect(stored.map((row) => row.overall).sort()).toEqual([1, 4, 5])
    expect(stored.map((row) => row.respondent_kind).sort()).toEqual(['business', 'citizen', 'citizen'])
    expect(stored.find((row) => row.overall === 4)).toMatchObject({ comment: 'Chờ lâu, gọi •••' })
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
  })

  it('says who entered it, and keeps that in the audit log with its counts', async () => {
    const batch = await open({ controlTotal: '1' })
    await key(batch, '13')
    await post(`${batch}/close`)
    const entries = await app.databases.read
      .selectFrom('audit_entry')
      .select(['action', 'staff_id', 'unit_id', 'after'])
      .where('subject', '=', batch.replace('/entries/', 'entry_batch:'))
      .execute()
    expect(entries.map(({ action }) => action).sort()).toEqual(['entry_batch.closed', 'entry_batch.opened'])
    const { entered_by } = await app.databases.read
      .selectFrom('entry_batch')
      .select('entered_by')
      .where('id', '=', batch.slice('/entries/'.length))
      .executeTakeFirstOrThrow()
    expect(entries.every((one) => one.staff_id === entered_by && one.unit_id === CENTRE)).toBe(true)
  })

  it('takes a slip once, however often it is sent (a lost answer)', async () => {
    const batch = await open()
    const submissionKey = randomUUID()
    expect((await key(batch, '14', submissionKey)).status).toBe(201)
    const again = await key(batch, '14', submissionKey)
    expect([again.status, again.body]).toEqual([200, { outcome: 'duplicate', number: 1 }])
    expect((await key(batch, '11', submissionKey)).status, 'another slip under that key').toBe(409)
    expect((await key(batch, '15')).body.number).toBe(2)
  })

  it('takes twenty slips that arrive at once, each with a number of its own', async () => {
    const batch = await open({ controlTotal: '20' })
    const keys = Array.from({ length: 20 }, () => randomUUID())
    const answers = await Promise.all(
      [...keys, ...keys].map((submissionKey) => key(batch, '14', submissionKey)),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
    const numbers = answers.filter(({ status }) => status === 201).map(({ body }) => body.number)
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect((await post(`${batch}/close`)).status).toBe(303)
    expect(await responsesOf(batch)).toHaveLength(20)
  })

  it('gives the last slip back to be mended, and that one only once', async () => {
    const batch = await open()
    await key(batch, '14')
    await key(batch, '1500000003', undefined, 'cảm ơn')
    const undo = (number: number) => clerk.post(`${batch}/undo`).send({ number })
    expect((await undo(1)).status, 'not the last').toBe(409)
    const undone = await undo(2)
    expect(undone.body).toEqual({ slips: 1, keys: '1500000003', comment: 'cảm ơn' })
    expect((await undo(2)).status).toBe(409)
    expect((await key(batch, '12')).body.number).toBe(2)
  })

  it('is keyed as a plain form too, and says what is wrong with what was kept', async () => {
    const batch = await open({ controlTotal: '1' })
    const submissionKey = randomUUID()
    const wrong = await post(`${batch}/slips`, { submissionKey, keys: '19', comment: 'giữ lại' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Câu 2 không có ô này')
    expect(wrong.text).toContain('value="19"')
    expect(wrong.text).toContain('value="giữ lại"')
    expect((await post(`${batch}/slips`, { submissionKey, keys: '13', comment: '' })).status).toBe(303)
    const page = await clerk.get(batch)
    expect(page.text).toContain('Vừa nhập: phiếu số 1')
    expect(page.text).toContain('Bình thường')
    const undone = await post(`${batch}/undo`, { number: 1 })
    expect([undone.status, undone.text.includes('value="13"')]).toEqual([200, true])
  })

  it('is counted anew when the first count was wrong, and closes with the new one only', async () => {
    const batch = await open({ controlTotal: '2' })
    await key(batch, '13')
    expect((await post(`${batch}/recount`, { controlTotal: '0' })).status).toBe(422)
    expect((await post(`${batch}/recount`, { controlTotal: '1' })).status).toBe(303)
    await key(batch, '13')
    const tooMany = await post(`${batch}/close`)
    expect([tooMany.status, tooMany.text.includes('nhiều hơn số đã đếm 1 phiếu')]).toEqual([422, true])
    await clerk.post(`${batch}/undo`).send({ number: 2 })
    expect((await post(`${batch}/close`)).status).toBe(303)
  })

  it('takes nothing more and gives nothing back once it is closed', async () => {
    const batch = await open({ controlTotal: '1' })
    const submissionKey = randomUUID()
    await key(batch, '13', submissionKey)
    await post(`${batch}/close`)
    expect((await key(batch, '13')).status).toBe(409)
    expect((await key(batch, '13', submissionKey)).status, 'sent again after a lost answer').toBe(200)
    expect((await clerk.post(`${batch}/undo`).send({ number: 1 })).status).toBe(409)
    expect((await post(`${batch}/recount`, { controlTotal: '2' })).status).toBe(409)
    expect((await post(`${batch}/discard`)).status).toBe(409)
    expect(await responsesOf(batch)).toHaveLength(1)
  })

  it('is finished by a second close when the first was interrupted', async () => {
    const batch = await open({ controlTotal: '2' })
    await key(batch, '13')
    await key(batch, '14')
    await app.databases.write
      .updateTable('entry_batch')
      .set({ state: 'closing' })
      .where('id', '=', batch.slice('/entries/'.length))
      .execute()
    expect((await key(batch, '15')).status).toBe(409)
    expect((await clerk.get(batch)).text).toContain('bị ngắt giữa chừng')
    const statuses = (await Promise.all([post(`${batch}/close`), post(`${batch}/close`)])).map(
      ({ status }) => status,
    )
    expect(statuses).toContain(303)
    expect(await responsesOf(batch)).toHaveLength(2)
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
  })

  it('is for who opened it: others of the unit compare it, others elsewhere do not see it', async () => {
    const batch = await open()
    await key(batch, '14', undefined, '<script>alert(1)</script>')
    const second = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
    const elsewhere = await signedIn(app, { role: 'clerk', unitId: 'ld-commune-cu-jut' })
    const list = await second.get(`${batch}/check`)
    expect(list.status).toBe(200)
    expect(list.text).toContain('&lt;script&gt;')
    expect(list.text).not.toContain('<script>alert')
    expect(
      (await second.post(`${batch}/slips`).send({ submissionKey: randomUUID(), keys: '14' })).status,
    ).toBe(403)
    expect((await second.post(`${batch}/close`)).status).toBe(403)
    expect((await second.get('/entries')).text).toContain(batch)
    expect((await elsewhere.get('/entries')).text).not.toContain(batch)
    for (const path of [batch, `${batch}/check`]) expect((await elsewhere.get(path)).status).toBe(404)
    expect((await elsewhere.post(`${batch}/close`)).status).toBe(404)
  })

  it.each([
    ['unit', { unit: 'ld-commune-cu-jut-centre' }, 'Vui lòng chọn một đơn vị'],
    ['procedureField', { procedureField: '' }, 'Vui lòng chọn một lĩnh vực'],
    ['slipsOn', { slipsOn: '2026-11-25' }, 'không thể sau hôm nay'],
    ['slipsOn', { slipsOn: '2026-09-24' }, 'cũ hơn 60 ngày'],
    ['controlTotal', { controlTotal: '0' }, 'từ 1 đến 500'],
    ['controlTotal', { controlTotal: '501' }, 'từ 1 đến 500'],
    ['controlTotal', { controlTotal: '1e2' }, 'từ 1 đến 500'],
  ])('is not opened with a wrong %s (%s)', async (field, changes, words) => {
    const answer = await post('/entries', form(changes as Record<string, string>))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`id="${field}-error"`)
    expect(answer.text).toContain(words)
  })

  it('is thrown away while it is empty', async () => {
    const batch = await open()
    expect((await post(`${batch}/discard`)).status).toBe(303)
    expect((await clerk.get(batch)).status).toBe(404)
  })

  it('never opens its touchpoint to visitors', async () => {
    await open()
    const { code } = await app.databases.read
      .selectFrom('touchpoint')
      .select('code')
      .where('unit_id', '=', CENTRE)
      .where('mode', '=', 'paper')
      .executeTakeFirstOrThrow()
    expect((await clerk.get(`/r/${code}`)).status).toBe(404)
    const posted = await clerk.post('/responses').send({
      submissionKey: randomUUID(),
      touchpoint: code,
      procedureField: 'land',
      respondentKind: 'citizen',
      answers: { overall: 5 },
    })
    expect(posted.status).toBe(422)
  })

  it('of one unit all count at one touchpoint', async () => {
    await open()
    await open({ procedureField: 'health' })
    const codes = await app.databases.read
      .selectFrom('touchpoint')
      .select('code')
      .where('unit_id', '=', CENTRE)
      .where('mode', '=', 'paper')
      .execute()
    expect(codes).toHaveLength(1)
  })
})
