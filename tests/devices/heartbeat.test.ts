import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HEARTBEATS_PER_MINUTE } from '../../server/devices/device-limits.ts'
import { databases } from '../support/databases.ts'
import { deviceReport, postJson, type TestDevice } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolledDevice } from './enrolled.ts'
import { eventsOf } from './stored.ts'

describe.each(databases)('A heartbeat, on $name', ({ dialect }) => {
  let app: RunningApp
  let now = new Date('2026-11-24T01:00:00.000Z')
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
  })
  afterAll(() => app.stop())

  const beat = (body: object) => postJson(`${app.url}/kiosk/heartbeat`, body)
  const state = ({ deviceId }: TestDevice) =>
    app.databases.read.selectFrom('device').selectAll().where('id', '=', deviceId).executeTakeFirstOrThrow()

  it('tells how the kiosk is, and hears what the server has and what to run', async () => {
    const device = await enrolledDevice(app)
    await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate(), device.rate()]))
    now = new Date(now.getTime() + 60_000)
    const answer = await beat(
      device.heartbeat({
        version: '1f0c2a9b',
        queueLength: 7,
        deadLetters: 1,
        batteryPercent: 64,
        lastSequence: 10,
      }),
    )
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      serverTime: now.toISOString(),
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      lastSequence: 2,
      idleSeconds: 30,
      touchpoint: { code: 'demo-kiosk', open: true },
    })
    expect(await state(device)).toMatchObject({
      version: '1f0c2a9b',
      queue_length: 7,
      dead_letters: 1,
      battery_percent: 64,
      skew_ms: 0,
      heartbeat_at: now.toISOString(),
      last_contact_at: now.toISOString(),
    })
    expect(await eventsOf(app, device)).toEqual([])
  })

  it('that is played again changes nothing, whatever its clock says', async () => {
    const device = await enrolledDevice(app)
    const [old, fresh] = [device.heartbeat({ queueLength: 5, lastSequence: 5 }), device.heartbeat()]
    await beat(fresh)
    now = new Date(now.getTime() + 60_000)
    expect((await beat(old)).status).toBe(200)
    expect((await beat(fresh)).status).toBe(200)
    const { queue_length, heartbeat_at } = await state(device)
    expect([queue_length, heartbeat_at]).toEqual([0, new Date(now.getTime() - 60_000).toISOString()])
  })

  it('is taken when the kiosk’s clock was set back', async () => {
    const device = await enrolledDevice(app)
    await beat(device.heartbeat({ queueLength: 2, lastSequence: 2 }))
    await beat(device.heartbeat({ queueLength: 3, lastSequence: 3, sentAt: '1970-01-01T00:00:00.000Z' }))
    expect(await state(device)).toMatchObject({ queue_length: 3 })
  })

  it('carries what happened at the kiosk, and each of it is noted once', async () => {
    const device = await enrolledDevice(app)
    const events = [
      deviceReport('self_test', { ratings: [1, 2, 3, 4, 5] }, now),
      deviceReport('self_test', { ratings: [1, 2, 3], levels: 3 }, now),
      deviceReport('self_test', { ratings: [3, 4, 5] }, now),
      deviceReport('technician', { action: 'wrong_pin' }, now),
      deviceReport('storage_full', {}, now),
      deviceReport('dead_letter', { sequence: 3, problem: 'closed' }, now),
      deviceReport('updated', { version: '1f0c2a9b' }, now),
    ]
    await beat(device.heartbeat({ events }))
    await beat(device.heartbeat({ events }))
    const noted = await eventsOf(app, device)
    expect(noted).toHaveLength(7)
    expect(noted.filter(({ open }) => open).map(({ kind, detail }) => [kind, detail])).toEqual(
      expect.arrayContaining([
        ['self_test', { ratings: [3, 4, 5], levels: 5 }],
        ['storage_full', {}],
        ['dead_letter', { sequence: 3, problem: 'closed' }],
      ]),
    )
    expect(noted.filter(({ open }) => open)).toHaveLength(3)
  })

  it('shows what the kiosk numbered, but neither sent nor keeps (F8)', async () => {
    const device = await enrolledDevice(app)
    await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate()]))
    const lost = [device.rate(), device.rate()]
    await beat(device.heartbeat({ queueLength: 2 }))
    expect(await eventsOf(app, device)).toEqual([])
    await beat(device.heartbeat({ queueLength: 0 }))
    const gap = { kind: 'gap', sequences: [2, 3] }
    expect(await eventsOf(app, device)).toMatchObject([{ ...gap, open: true }])
    await beat(device.heartbeat({ queueLength: 0 }))
    expect(await eventsOf(app, device)).toHaveLength(1)
    await postJson(`${app.url}/kiosk/responses`, device.batch(lost))
    expect(await eventsOf(app, device)).toMatchObject([{ ...gap, open: false }])
  })

  it.each([
    [
      'that somebody else signed',
      (device: TestDevice, other: TestDevice) => ({ ...other.heartbeat(), deviceId: device.deviceId }),
      'signature',
    ],
    [
      'with a number that is none',
      (device: TestDevice) => device.heartbeat({ batteryPercent: 101 }),
      'batteryPercent',
    ],
    [
      'with an event nobody knows',
      (device: TestDevice) => device.heartbeat({ events: [deviceReport('party', {})] }),
      'events.0.kind',
    ],
    [
      'with 51 events',
      (device: TestDevice) =>
        device.heartbeat({ events: Array.from({ length: 51 }, () => deviceReport('storage_full', {})) }),
      'events',
    ],
  ])('%s is refused by field', async (_what, make, field) => {
    const device = await enrolledDevice(app)
    const answer = await beat(make(device, await enrolledDevice(app)))
    expect([answer.status, answer.body.error.fields[0].field]).toEqual([422, field])
    expect((await state(device)).heartbeat_number).toBe(0)
  })

  it('of a revoked kiosk is refused', async () => {
    const device = await enrolledDevice(app)
    await app.databases.write
      .updateTable('device')
      .set({ revoked_at: now.toISOString() })
      .where('id', '=', device.deviceId)
      .execute()
    expect((await beat(device.heartbeat())).status).toBe(403)
  })

  it('that comes too often is put off, and another kiosk’s is not', async () => {
    const [device, other] = [await enrolledDevice(app), await enrolledDevice(app)]
    for (let count = 0; count < HEARTBEATS_PER_MINUTE; count++) {
      expect((await beat(device.heartbeat())).status).toBe(200)
    }
    expect((await beat(device.heartbeat())).status).toBe(429)
    expect((await beat(other.heartbeat())).status).toBe(200)
  })
})
