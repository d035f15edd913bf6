import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIntake } from '../../server/responses/intake.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { startChangedApp } from '../support/changed-app.ts'
import { databases } from '../support/databases.ts'
import { type JsonAnswer, postJson, type SignedItem, type TestDevice } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolledDevice } from './enrolled.ts'
import { eventsOf, outcomesOf, storedOf } from './stored.ts'

const BACKLOG = 2000
const BATCH = 100
const MINUTE_MS = 60_000

describe.each(databases)('A kiosk that was three days without a network, on $name', ({ dialect }) => {
  let app: RunningApp
  let device: TestDevice
  beforeAll(async () => {
    app = await startApp(dialect, { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '120' } })
    device = await enrolledDevice(app)
  })
  afterAll(() => app.stop())

  it('sends its 2,000 responses exactly once, in order, though every tenth answer is lost (F5)', async () => {
    const start = Date.now() - 3 * 24 * 60 * MINUTE_MS
    const queue = Array.from({ length: BACKLOG }, (_, index) =>
      device.rate({ answers: { overall: 1 + (index % 5) } }, { at: new Date(start + index * 2 * MINUTE_MS) }),
    )
    const keys = queue.map(({ body }) => JSON.parse(body).submissionKey)

    const outcomes: string[] = []
    for (let sent = 0; queue.length > 0; sent++) {
      const batch = queue.slice(0, BATCH)
      const answer = await postJson(`${app.url}/kiosk/responses`, device.batch(batch))
      expect(answer.status).toBe(200)
      if (sent % 10 === 3) continue
      outcomes.push(...outcomesOf(answer))
      queue.splice(0, batch.length)
    }

    expect(outcomes).toHaveLength(BACKLOG)
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(2 * BATCH)
    const stored = await storedOf(app, device)
    expect(stored.map(({ submission_key }) => submission_key)).toEqual(keys)
    expect(stored.map(({ device_sequence }) => device_sequence)).toEqual(keys.map((_, index) => index + 1))
    expect(await eventsOf(app, device)).toEqual([])
    expect(await verifyTallies(app.databases.read)).toMatchObject({ responses: BACKLOG, differences: [] })
  })
})

describe('A kiosk whose batch finds the intake full', () => {
  let app: Awaited<ReturnType<typeof startChangedApp>>
  let device: TestDevice
  beforeAll(async () => {
    app = await startChangedApp('sqlite', ({ databases: { write } }) => ({
      intake: createIntake(write, { mostWaiting: 10 }),
    }))
    device = await enrolledDevice(app)
  })
  afterAll(() => app.stop())

  it('is told to come again, and what was stored already is a duplicate then', async () => {
    const items = Array.from({ length: 30 }, () => device.rate())
    const send = (some: readonly SignedItem[]): Promise<JsonAnswer> =>
      postJson(`${app.url}/kiosk/responses`, device.batch(some))
    const refused = await send(items)
    expect([refused.status, refused.body.error.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'intake_full',
      '2',
    ])
    const outcomes = []
    for (let at = 0; at < items.length; at += 5)
      outcomes.push(...outcomesOf(await send(items.slice(at, at + 5))))
    expect(new Set(outcomes)).toEqual(new Set(['recorded', 'duplicate']))
    expect((await storedOf(app, device)).map(({ device_sequence }) => device_sequence)).toEqual(
      items.map(({ sequence }) => sequence),
    )
    expect(await eventsOf(app, device)).toEqual([])
  })
})
