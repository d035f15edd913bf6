import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { postJson } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolledDevice } from './enrolled.ts'
import { eventsOf, outcomesOf, storedOf } from './stored.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const ENROLLED = new Date('2026-11-10T01:00:00.000Z')
const NOW = new Date('2026-11-24T03:00:00.000Z')

describe.each(databases)('The clock of a kiosk, on $name', ({ dialect }) => {
  let app: RunningApp
  let now = ENROLLED
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
  })
  afterAll(() => app.stop())

  async function deviceOfLongStanding() {
    now = ENROLLED
    const device = await enrolledDevice(app)
    now = NOW
    return device
  }

  it.each([
    ['two days ahead', new Date(NOW.getTime() + 2 * DAY_MS)],
    ['two days behind', new Date(NOW.getTime() - 2 * DAY_MS)],
    ['a year behind', new Date('2025-11-24T03:00:00.000Z')],
    ['back in 1970', new Date('1970-01-01T00:00:05.000Z')],
    ['in the year 9999', new Date('9999-12-31T00:00:00.000Z')],
  ])('that is %s is flagged, and the server’s day counts (F11)', async (_what, wrong) => {
    const device = await deviceOfLongStanding()
    const item = device.rate({}, { at: wrong })
    const answer = await postJson(`${app.url}/kiosk/responses`, device.batch([item], wrong))
    expect(outcomesOf(answer)).toEqual(['recorded'])
    expect(answer.body.serverTime).toBe(NOW.toISOString())
    expect(await storedOf(app, device)).toMatchObject([
      { responded_at: wrong.toISOString(), responded_on: '2026-11-24' },
    ])
    expect(await eventsOf(app, device)).toMatchObject([
      {
        kind: 'clock_skew',
        sequences: [1, 1],
        detail: { skewMs: wrong.getTime() - NOW.getTime() },
        open: true,
      },
    ])
  })

  it('is believed over three days without a network when it is right', async () => {
    const device = await deviceOfLongStanding()
    const items = [3, 2, 1, 0].map((days) => device.rate({}, { at: new Date(NOW.getTime() - days * DAY_MS) }))
    await postJson(`${app.url}/kiosk/responses`, device.batch(items))
    expect((await storedOf(app, device)).map(({ responded_on }) => responded_on)).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
    ])
    expect(await eventsOf(app, device)).toEqual([])
  })

  it('that was wrong for a while puts only those responses on the day they arrived', async () => {
    const device = await deviceOfLongStanding()
    const items = [
      device.rate({}, { at: new Date('1970-01-01T00:00:00.000Z') }),
      device.rate({}, { at: new Date(NOW.getTime() - DAY_MS) }),
    ]
    await postJson(`${app.url}/kiosk/responses`, device.batch(items))
    expect((await storedOf(app, device)).map(({ responded_on }) => responded_on)).toEqual([
      '2026-11-24',
      '2026-11-23',
    ])
    expect(await eventsOf(app, device)).toMatchObject([{ kind: 'clock_skew', sequences: [1, 1] }])
  })

  it('is told by a heartbeat, too, and is settled once it is right', async () => {
    const device = await deviceOfLongStanding()
    const ahead = new Date(NOW.getTime() + 2 * DAY_MS).toISOString()
    for (let count = 0; count < 3; count++) {
      await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat({ sentAt: ahead }))
    }
    expect(await eventsOf(app, device)).toMatchObject([{ kind: 'clock_skew', times: 3, open: true }])
    await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat())
    expect(await eventsOf(app, device)).toMatchObject([{ kind: 'clock_skew', times: 3, open: false }])
  })

  it('may be nine minutes off without anybody being told', async () => {
    const device = await deviceOfLongStanding()
    const slow = new Date(NOW.getTime() - 9 * 60_000)
    await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate({}, { at: slow })], slow))
    expect(await eventsOf(app, device)).toEqual([])
  })
})
