import { execFile } from 'node:child_process'
import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kioskVersion } from '../../server/kiosk/kiosk-version.ts'
import { commandLine, processEnvironment } from '../support/command.ts'
import { databases } from '../support/databases.ts'
import { deviceReport, postJson, TestDevice } from '../support/device.ts'
import { escaped } from '../support/hostile-texts.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { enrolledDevice } from './enrolled.ts'
import { eventsOf } from './stored.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** A Tuesday, 10:00 in Việt Nam. */
const NOW = new Date('2026-11-24T03:00:00.000Z')
const ELSEWHERE = 'ld-commune-dak-wil-centre'

describe.each(databases)('The pages of devices, on $name', ({ dialect }) => {
  let app: RunningApp
  let now = NOW
  let kioskUnit: string
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
    const { unit_id } = await app.databases.read
      .selectFrom('touchpoint')
      .select('unit_id')
      .where('code', '=', 'demo-kiosk')
      .executeTakeFirstOrThrow()
    kioskUnit = unit_id
  })
  beforeEach(() => {
    now = NOW
  })
  afterAll(() => app.stop())

  const office = () => signedIn(app, { role: 'reform_office' })
  const rowOf = (html: string, { deviceId }: TestDevice): string =>
    html.split('<tr>').find((row) => row.includes(deviceId)) ?? ''
  const inUse = (html: string): string => html.split('<details class="revoked"')[0] ?? ''
  const hours = (openingHours: object | null) =>
    app.databases.write
      .updateTable('touchpoint')
      .set({ opening_hours: openingHours && JSON.stringify(openingHours) })
      .where('code', '=', 'demo-kiosk')
      .execute()

  it('say that a place has no device yet, and where there is no place at all', async () => {
    const listed = await (await office()).get('/devices')
    expect(listed.text).toContain('Chưa đăng ký thiết bị')
    const none = await (await signedIn(app, { role: 'head_of_unit', unitId: ELSEWHERE })).get('/devices')
    expect(none.text).toContain('Chưa có ki-ốt hay máy tính bảng nào')
  })

  it('give a code once, with which a kiosk is enrolled', async () => {
    const staff = await office()
    const { status, text, headers } = await staff.post('/touchpoints/demo-kiosk/enrolment-code')
    expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
    expect(text).toContain('10:30 24/11/2026')
    expect(text).toContain('<svg')
    const code = /class="enrolment-code">([\dA-Z]{5}-[\dA-Z]{5})</.exec(text)?.[1] ?? ''
    const device = new TestDevice(app.clock)
    await device.enrol(app.url, code, 'Bên <phải>')
    const row = rowOf((await staff.get('/devices')).text, device)
    expect(row).toContain(escaped('Bên <phải>'))
  })

  it('show how a kiosk is: last contact, queue, version, clock, battery', async () => {
    const [well, unwell] = [await enrolledDevice(app), await enrolledDevice(app)]
    const beat = (device: TestDevice, changes: Parameters<TestDevice['heartbeat']>[0]) =>
      postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat(changes))
    await beat(well, { version: kioskVersion })
    await beat(unwell, {
      version: 'older',
      queueLength: 1250,
      deadLetters: 2,
      lastSequence: 1252,
      batteryPercent: 15,
      sentAt: new Date(NOW.getTime() - 2 * DAY_MS).toISOString(),
    })
    const { text } = await (await office()).get('/devices')
    for (const words of ['10:00 24/11/2026', 'Mới nhất', 'Đúng giờ', 'Chưa rõ', 'Không có']) {
      expect(rowOf(text, well)).toContain(words)
    }
    for (const words of ['1.250, và 2 bị từ chối', 'Chờ cập nhật', 'Chậm 2 ngày', '15%', 'Cảnh báo (1)']) {
      expect(rowOf(text, unwell)).toContain(words)
    }
  })

  it('call a kiosk silent after ten minutes within opening hours, and not outside of them', async () => {
    const device = await enrolledDevice(app)
    const silent = async (at: string) => {
      now = new Date(at)
      return rowOf((await (await office()).get('/devices')).text, device).includes('Mất liên lạc')
    }
    await hours({
      tue: [
        { from: '07:30', until: '11:30' },
        { from: '13:30', until: '17:00' },
      ],
    })
    expect(await silent('2026-11-24T03:09:00Z')).toBe(false)
    expect(await silent('2026-11-24T03:11:00Z')).toBe(true)
    // At noon, just after it opened again, at night and on a day without hours it is switched off.
    expect(await silent('2026-11-24T05:00:00Z')).toBe(false)
    expect(await silent('2026-11-24T06:35:00Z')).toBe(false)
    expect(await silent('2026-11-24T06:41:00Z')).toBe(true)
    expect(await silent('2026-11-24T14:00:00Z')).toBe(false)
    expect(await silent('2026-11-25T03:00:00Z')).toBe(false)
    await hours(null)
    expect(await silent('2026-11-24T14:00:00Z')).toBe(true)
  })

  it('list what a revoked kiosk never sent, until somebody has looked at it', async () => {
    const device = await enrolledDevice(app)
    device.rate()
    await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate()]))
    const staff = await office()
    await staff.post(`/devices/${device.deviceId}/revoke`)
    const listed = async () => {
      const page = (await staff.get('/devices')).text
      const revoked = page.slice(page.indexOf('<details class="revoked"'))
      const ofDevice = revoked.split('<li>').find((row) => row.includes(device.deviceId))
      return { isOpen: /^<details class="revoked" open>/.test(revoked), ofDevice, page }
    }
    const before = await listed()
    expect(before.isOpen).toBe(true)
    expect(before.ofDevice).toContain('Thiếu đánh giá (1)')
    expect(rowOf(inUse(before.page), device)).toBe('')

    const page = (await staff.get(`/devices/${device.deviceId}`)).text
    const [, settle = ''] = /action="([^"]+\/settle)"/.exec(page) ?? []
    await staff.post(settle)
    expect((await listed()).ofDevice).not.toContain('Thiếu đánh giá')
  })

  it('list what happened to a kiosk, until somebody has looked at it', async () => {
    const device = await enrolledDevice(app)
    const copy = device.copy()
    await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate()]))
    await postJson(`${app.url}/kiosk/responses`, copy.batch([copy.rate()]))
    device.rate()
    await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate()]))
    const events = [deviceReport('self_test', { ratings: [3, 4, 5] }, NOW)]
    await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat({ events }))

    const staff = await office()
    const listed = rowOf((await staff.get('/devices')).text, device)
    expect(listed).toContain('Thiếu đánh giá (1)')
    expect(listed).toContain('Cảnh báo (2)')
    const page = (await staff.get(`/devices/${device.deviceId}`)).text
    expect(page).toContain('Máy chủ chưa nhận được đánh giá số 2.')
    expect(page).toContain('Có hai đánh giá khác nhau cùng mang số 1:')
    expect(page).toContain('chỉ bấm được: 3, 4, 5.')

    const settle = [...page.matchAll(/action="([^"]+\/settle)"/g)].map(([, path]) => path ?? '')
    expect(settle).toHaveLength(3)
    for (const path of settle) expect((await staff.post(path)).status).toBe(303)
    expect((await eventsOf(app, device)).filter(({ open }) => open)).toEqual([])
    expect((await staff.get(`/devices/${device.deviceId}`)).text).not.toContain('/settle"')
    expect(rowOf((await staff.get('/devices')).text, device)).toContain('Không có')
  })

  it('revoke a kiosk, which is then listed no more and sends nothing more', async () => {
    const [device, staff] = [await enrolledDevice(app), await office()]
    expect((await staff.post(`/devices/${device.deviceId}/revoke`)).status).toBe(303)
    expect((await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat())).status).toBe(403)
    expect(inUse((await staff.get('/devices')).text)).not.toContain(device.deviceId)
    expect((await staff.get(`/devices/${device.deviceId}`)).text).toContain('Đã thu hồi lúc 10:00 24/11/2026')
    const audited = await app.databases.read
      .selectFrom('audit_entry')
      .select(['action', 'unit_id'])
      .where('subject', '=', `device:${device.deviceId}`)
      .orderBy('action')
      .execute()
    expect(audited).toEqual([
      { action: 'device.enrolled', unit_id: kioskUnit },
      { action: 'device.revoked', unit_id: kioskUnit },
    ])
  })

  it('let nobody do more than their role and unit allow (F38)', async () => {
    const device = await enrolledDevice(app)
    const path = `/devices/${device.deviceId}`
    const clerk = await signedIn(app, { role: 'clerk', unitId: kioskUnit })
    expect((await clerk.get(path)).text).not.toContain('Thu hồi thiết bị')
    expect((await clerk.get('/devices')).text).not.toContain('Tạo mã đăng ký')
    expect((await clerk.post(`${path}/revoke`)).status).toBe(403)
    expect((await clerk.post('/touchpoints/demo-kiosk/enrolment-code')).status).toBe(403)
    const stranger = await signedIn(app, { role: 'head_of_unit', unitId: ELSEWHERE })
    expect((await stranger.get('/devices')).text).not.toContain(device.deviceId)
    for (const answer of [
      await stranger.get(path),
      await stranger.post(`${path}/revoke`),
      await stranger.post('/touchpoints/demo-kiosk/enrolment-code'),
    ]) {
      expect(answer.status).toBe(404)
    }
    expect((await request(app.url).get('/devices')).status).toBe(303)
    expect((await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat())).status).toBe(200)
  })

  it('give no code for a printed code', async () => {
    expect((await (await office()).post('/touchpoints/demo-dak-mil/enrolment-code')).status).toBe(409)
  })

  it('are not needed by the operator, whose command prints a code', async () => {
    const { status, stdout } = await runCli(app.databaseUrl, 'demo-kiosk')
    expect(status).toBe(0)
    const typed = /Code: (\S+)/.exec(stdout)?.[1] ?? ''
    expect(stdout).toContain(`/kiosk#code=${typed.replace('-', '')}\n`)
    now = new Date()
    await new TestDevice(app.clock).enrol(app.url, typed)
    const refused = await runCli(app.databaseUrl, 'demo-dak-mil')
    expect([refused.status, refused.stderr]).toEqual([
      1,
      'demo-dak-mil is no kiosk or tablet that is in service.\n',
    ])
  })
})

/** Beside the app, which goes on answering: one that stood still would lose the connections that are kept open to it. */
function runCli(
  databaseUrl: string,
  touchpoint: string,
): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      ...commandLine(['kiosk', 'enrol', touchpoint]),
      { env: processEnvironment(databaseUrl) },
      (error, stdout, stderr) => resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}
