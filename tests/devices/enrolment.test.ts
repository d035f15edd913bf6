import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WRONG_CODES_PER_MINUTE } from '../../server/devices/device-limits.ts'
import { databases } from '../support/databases.ts'
import { postJson, TestDevice } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolmentCode } from './enrolled.ts'

const MINUTE_MS = 60_000

describe.each(databases)('A code with which a kiosk is enrolled, on $name', ({ dialect }) => {
  let app: RunningApp
  let now = new Date('2026-11-24T01:00:00.000Z')
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
  })
  afterAll(() => app.stop())

  const enrol = (code: string, changes: object = {}) =>
    postJson(`${app.url}/kiosk/enrolment`, { code, publicKey: new TestDevice().publicKey, ...changes })
  const wrongFields = ({ body }: { body: { error: { fields: { field: string }[] } } }) =>
    body.error.fields.map(({ field }) => field)

  it('makes a browser the device of its touchpoint', async () => {
    const answer = await enrol(await enrolmentCode(app), { name: ' Sảnh chờ, bên trái ' })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      serverTime: now.toISOString(),
      idleSeconds: 30,
      touchpoint: {
        code: 'demo-kiosk',
        unitName: expect.stringContaining('Trung tâm'),
        place: 'Sảnh chờ',
        kind: 'kiosk',
        procedureField: null,
        open: true,
      },
    })
    const device = await app.databases.read
      .selectFrom('device')
      .select(['touchpoint_code', 'name', 'enrolled_at', 'last_sequence'])
      .where('id', '=', answer.body.deviceId)
      .executeTakeFirstOrThrow()
    expect(device).toEqual({
      touchpoint_code: 'demo-kiosk',
      name: 'Sảnh chờ, bên trái',
      enrolled_at: now.toISOString(),
      last_sequence: 0,
    })
  })

  it('may be typed in small letters, with spaces and a hyphen', async () => {
    const code = await enrolmentCode(app)
    expect((await enrol(` ${code.slice(0, 5).toLowerCase()} - ${code.slice(5).toLowerCase()} `)).status).toBe(
      201,
    )
  })

  it('is kept as a hash only', async () => {
    const code = await enrolmentCode(app)
    const rows = await app.databases.read.selectFrom('device_enrolment').selectAll().execute()
    const audit = await app.databases.read.selectFrom('audit_entry').selectAll().execute()
    expect(JSON.stringify([rows, audit])).not.toContain(code)
    expect(audit.map(({ action }) => action)).toContain('device.code_issued')
  })

  it('is good for one device, also when ten come at once', async () => {
    const code = await enrolmentCode(app)
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => enrol(code)))).map(
      ({ status }) => status,
    )
    expect(statuses.toSorted()).toEqual([201, ...Array(9).fill(422)])
  })

  it('gives the same device again to the kiosk that did not hear the answer', async () => {
    const code = await enrolmentCode(app)
    const { publicKey } = new TestDevice()
    const [first, again] = [await enrol(code, { publicKey }), await enrol(code, { publicKey })]
    expect([again.status, again.body.deviceId]).toEqual([201, first.body.deviceId])
  })

  it('says the same of a code that is wrong, used or too old', async () => {
    const [used, old] = [await enrolmentCode(app), await enrolmentCode(app)]
    await enrol(used)
    now = new Date(now.getTime() + 30 * MINUTE_MS)
    const answers = await Promise.all(['2222222222', used, old, 'x', ''].map((code) => enrol(code)))
    for (const answer of answers) {
      expect([answer.status, wrongFields(answer)]).toEqual([422, ['code']])
      expect(answer.body.error.fields).toEqual(answers[0]?.body.error.fields)
    }
  })

  it.each([
    ['no key', ''],
    ['a key of another curve', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['a key for another purpose', generateKeyPairSync('ed25519')],
  ])('is not used up by %s', async (_what, keys) => {
    const code = await enrolmentCode(app)
    const publicKey =
      typeof keys === 'string'
        ? keys
        : keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
    const refused = await enrol(code, { publicKey })
    expect([refused.status, wrongFields(refused)]).toEqual([422, ['publicKey']])
    expect((await enrol(code)).status).toBe(201)
  })

  it('is not used up by a key that another device has already', async () => {
    const { publicKey } = new TestDevice()
    await enrol(await enrolmentCode(app), { publicKey })
    const code = await enrolmentCode(app)
    const refused = await enrol(code, { publicKey })
    expect([refused.status, wrongFields(refused)]).toEqual([422, ['publicKey']])
    expect((await enrol(code)).status).toBe(201)
  })

  it('is not made for a printed code', async () => {
    await expect(enrolmentCode(app, 'demo-dak-mil')).rejects.toThrow('takes no devices')
  })
})

describe('Wrong codes', () => {
  let app: RunningApp
  afterEach(() => app.stop())

  it('are limited for all together, whatever addresses they pretend to come from', async () => {
    app = await startApp('sqlite')
    const { publicKey } = new TestDevice()
    const attempt = async (count: number) => {
      const answer = await fetch(`${app.url}/kiosk/enrolment`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.${count}` },
        body: JSON.stringify({ code: '2346789CFH', publicKey }),
      })
      return [answer.status, answer.headers.get('retry-after')]
    }
    for (let count = 0; count < WRONG_CODES_PER_MINUTE; count++)
      expect(await attempt(count)).toEqual([422, null])
    expect(await attempt(99)).toEqual([429, '10'])
  })
})
