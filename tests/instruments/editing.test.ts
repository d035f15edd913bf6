import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alteredInstrumentVersions } from '../../server/instruments/verify-instrument-versions.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'

type Agent = Awaited<ReturnType<typeof signedIn>>

const DRAFT = '/instruments/drafts/one-stop'
const VISITS = {
  text_vi: 'Quý vị đã chờ bao nhiêu phút?',
  text_en: 'How many minutes did you wait?',
  short_vi: 'Số phút chờ',
  short_en: 'Minutes waited',
  source: 'Văn phòng UBND tỉnh',
  confidence: 'own',
  min: '0',
  max: '600',
}

describe.each(databases)('A questionnaire that is being written, on $name', ({ dialect }) => {
  let app: RunningApp
  let writer: Agent
  let approver: Agent
  beforeEach(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    writer = await signedIn(app, { role: 'reform_office' })
    approver = await signedIn(app, { role: 'administrator' })
  })
  afterEach(() => app.stop())

  const seenOn = async (agent: Agent, path = DRAFT) => {
    const { text } = await agent.get(path)
    return /name="seen" value="(\w+)"/.exec(text)?.[1] ?? ''
  }
  const post = async (agent: Agent, path: string, fields: Record<string, string> = {}) =>
    agent
      .post(path)
      .type('form')
      .send({ seen: await seenOn(agent), ...fields })
  const begin = () => writer.post('/instruments/versions/one-stop-1/draft').type('form').send({})
  const publish = async () => {
    await begin()
    await post(writer, `${DRAFT}/new-item/number`, VISITS)
    return post(approver, `${DRAFT}/approve`)
  }
  const versions = async () =>
    (await app.databases.read.selectFrom('instrument_version').select('id').execute()).map(({ id }) => id)

  it('becomes the next version when somebody else approves it', async () => {
    const approved = await publish()
    expect(approved.headers['location']).toBe('/instruments/versions/one-stop-2?done=approved')
    const page = await approver.get('/instruments/versions/one-stop-2')
    expect(page.text).toContain('Thêm câu «Số phút chờ» ở vị trí 10')
    expect(page.text).toContain('Số nguyên từ 0 đến 600')
    expect((await approver.get(DRAFT)).status).toBe(404)
  })

  it('cannot be approved by whoever wrote a word of it', async () => {
    await begin()
    await post(approver, `${DRAFT}/new-item/number`, VISITS)
    const page = await writer.get(DRAFT)
    expect(page.text).toContain('đã tham gia soạn bản này')
    for (const author of [writer, approver]) {
      expect((await post(author, `${DRAFT}/approve`)).status).toBe(403)
    }
    expect(await versions()).not.toContain('one-stop-2')
    const third = await signedIn(app, { role: 'reform_office' })
    expect((await post(third, `${DRAFT}/approve`)).status).toBe(303)
  })

  it('is approved as it was seen, or not at all', async () => {
    await begin()
    const seen = await seenOn(approver)
    await post(writer, `${DRAFT}/new-item/number`, VISITS)
    expect((await post(approver, `${DRAFT}/approve`, { seen })).status).toBe(409)
    expect(await versions()).not.toContain('one-stop-2')
  })

  it('cannot be approved while the wording of an item is not verified', async () => {
    const path = '/instruments/drafts/sipas-2640'
    expect((await approver.get(path)).text).toContain('Còn câu chưa kiểm chứng')
    const seen = await seenOn(approver, path)
    expect((await approver.post(`${path}/approve`).type('form').send({ seen })).status).toBe(403)
  })

  it('is changed by nobody who may only read', async () => {
    const auditor = await signedIn(app, { role: 'auditor' })
    expect((await auditor.get('/instruments/versions/one-stop-1')).status).toBe(200)
    expect((await auditor.post('/instruments/versions/one-stop-1/draft').type('form').send({})).status).toBe(
      403,
    )
    expect((await auditor.get('/instruments/drafts/sipas-2640')).status).toBe(200)
    expect((await auditor.get('/instruments/drafts/sipas-2640/details')).status).toBe(403)
    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-mil' })
    expect((await head.get('/instruments/versions/one-stop-1')).status).toBe(200)
    expect((await head.get('/instruments/drafts/sipas-2640')).status).toBe(403)
  })

  it('says in words what is different', async () => {
    await begin()
    const staff = {
      text_vi: 'Thái độ của công chức, viên chức',
      text_en: 'Attitude of the staff',
      short_vi: 'Công chức, viên chức',
      short_en: 'The staff',
      source: 'SIPAS',
      confidence: 'own',
      factor: 'staff',
      no_opinion_vi: 'Không có ý kiến',
      no_opinion_en: 'No opinion',
    }
    await post(writer, `${DRAFT}/items/staff`, staff)
    await post(writer, `${DRAFT}/items/visits/earlier`)
    await post(writer, `${DRAFT}/items/extra_payment/delete`)
    const { text } = await writer.get(DRAFT)
    expect(text).toContain('Câu «Công chức, viên chức», Nội dung câu hỏi (tiếng Việt)')
    expect(text).toContain('<del>Thái độ, sự hướng dẫn của công chức, viên chức</del>')
    expect(text).toContain('<ins>Thái độ của công chức, viên chức</ins>')
    expect(text).toContain('Bỏ câu «Khoản tiền ngoài quy định»')
    expect(text).toMatch(/Chuyển câu «(Số lần đi lại|So với ngày hẹn)» đến vị trí/)
  })

  it('keeps an item on whose answers another hangs', async () => {
    await begin()
    const rule = { rule_item: 'visits', rule_3: 'on' }
    await post(writer, `${DRAFT}/new-item/number`, { ...VISITS, ...rule })
    expect((await writer.get(DRAFT)).text).toContain(
      'Chỉ hỏi người đã trả lời «Hơn một lần» ở câu «Số lần đi lại»',
    )
    const refused = await post(writer, `${DRAFT}/items/visits/delete`)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('có câu khác được hỏi theo câu này')
  })

  it('brings a wrong form back with what was entered and what is wrong', async () => {
    await begin()
    const { min: _, max: __, ...words } = VISITS
    const add = (fields: object) => post(writer, `${DRAFT}/new-item/choice`, { ...words, ...fields })
    const unnamed = await add({ text_en: '' })
    expect(unnamed.status).toBe(422)
    expect(unnamed.text).toContain('value="Quý vị đã chờ bao nhiêu phút?"')
    expect(unnamed.text).toContain('id="text_en-error"')
    const halfSaid = await add({ choice_1_vi: 'Có' })
    expect(halfSaid.text).toContain('id="choice_1_en-error"')
    const alone = await add({ choice_1_vi: 'Có', choice_1_en: 'Yes' })
    expect(alone.text).toContain('ít nhất hai trả lời')
  })

  it('is begun anew from a title and an overall question, and thrown away again', async () => {
    const added = await writer.post('/instruments').type('form').send({
      code: 'ban-tin',
      title_vi: 'Phiếu hỏi về bản tin',
      title_en: 'Newsletter',
      source: 'Sở Nội vụ',
      comment_vi: 'Ý kiến khác',
      comment_en: 'Comments',
      levels: 'three',
      overall_vi: 'Quý vị hài lòng ở mức nào?',
      overall_en: 'How satisfied are you?',
    })
    expect(added.headers['location']).toBe('/instruments/drafts/ban-tin')
    const seen = await seenOn(writer, '/instruments/drafts/ban-tin')
    await writer.post('/instruments/drafts/ban-tin/delete').type('form').send({ seen })
    expect((await writer.get('/instruments')).text).not.toContain('Phiếu hỏi về bản tin')
  })

  it('is written down in the audit with who did what', async () => {
    await publish()
    const entries = await app.databases.read
      .selectFrom('audit_entry')
      .select(['action', 'subject'])
      .orderBy('at')
      .execute()
    expect(entries).toEqual(
      expect.arrayContaining([
        { action: 'instrument_draft.begun', subject: 'instrument:one-stop' },
        { action: 'instrument_draft.changed', subject: 'instrument:one-stop' },
        { action: 'instrument_version.approved', subject: 'instrument_version:one-stop-2' },
      ]),
    )
  })

  describe('once it is published', () => {
    const thaw = {
      sqlite: [
        'drop trigger instrument_version_frozen_update',
        'drop trigger instrument_version_frozen_delete',
      ],
      postgres: ['drop trigger instrument_version_frozen on instrument_version'],
    }
    const altered = () => alteredInstrumentVersions(app.databases.read, app.config.sessionSecret)
    const thawed = async () => {
      await publish()
      expect(await altered()).toEqual([])
      for (const statement of thaw[dialect]) await sql.raw(statement).execute(app.databases.write)
      return app.databases.write
    }

    it('is named by verify when its approver was changed, though content and hash agree', async () => {
      const db = await thawed()
      await db
        .updateTable('instrument_version')
        .set({ authors: '[]' })
        .where('id', '=', 'one-stop-2')
        .execute()
      expect(await altered()).toEqual(['one-stop-2'])
    })

    it('is named by verify when it was taken away', async () => {
      const db = await thawed()
      await db.deleteFrom('instrument_version').where('id', '=', 'one-stop-2').execute()
      expect(await altered()).toEqual(['one-stop-2'])
    })

    it('is named by verify when somebody with all rights put one beside it', async () => {
      const db = await thawed()
      const { id: _, ...row } = await db
        .selectFrom('instrument_version')
        .selectAll()
        .where('id', '=', 'one-stop-2')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('instrument_version')
        .values({ ...row, id: 'one-stop-3', version: 3 })
        .execute()
      expect(await altered()).toEqual(['one-stop-3'])
    })
  })
})
