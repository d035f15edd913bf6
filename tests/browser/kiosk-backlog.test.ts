import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { asset } from '../../server/web/assets.ts'
import { databases } from '../support/databases.ts'
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts'
import { type KillableBrowser, killableBrowser } from '../support/killable-browser.ts'
import { becomeIndependent, enrolKiosk, nothingWaits, openKiosk, waiting } from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

const DAYS = 3
const RESPONSES = 2000
const DAY_MS = 24 * 60 * 60_000

/** Rates by the kiosk's own code, evenly over the last days, as nobody has the time to press for. */
async function rateForDays(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const { openResponseQueue } = await import('${asset('js/queue/response-queue.js')}')
    const { sealResponse } = await import('${asset('js/kiosk/seal-response.js')}')
    const queue = await openResponseQueue('thuoc-do-kiosk')
    const device = await queue.setting('device')
    for (let i = 0; i < ${RESPONSES}; i++) {
      const submissionKey = crypto.randomUUID()
      const body = JSON.stringify({
        submissionKey,
        touchpoint: 'demo-kiosk',
        procedureField: 'land',
        respondentKind: 'citizen',
        answers: { overall: 1 + (i % 5) },
      })
      const at = new Date(Date.now() - ${DAYS * DAY_MS} * (1 - i / ${RESPONSES})).toISOString()
      await queue.append((head) => sealResponse(device, { submissionKey, body, at, flag: null }, head))
    }
  })()`)
}

describe.each(databases)('A kiosk that was offline for three days, on $name', ({ dialect }) => {
  let app: RunningApp
  let proxy: FaultyProxy
  let device: KillableBrowser
  beforeAll(async () => {
    // It was enrolled before those three days.
    let now = Date.now() - (DAYS + 1) * DAY_MS
    app = await startApp(dialect, { clock: () => new Date(now) })
    proxy = await startFaultyProxy(app.url)
    device = killableBrowser()
    const context = await device.start()
    await context.clock.install({ time: now })
    const page = await enrolKiosk(context, app, proxy.url)
    await becomeIndependent(page)
    now = Date.now()
    await device.kill()
  })
  afterAll(async () => {
    await device.remove()
    await proxy.close()
    await app.stop()
  })

  it('brings its 2,000 responses exactly once, in order and each to its day, over a network that loses every tenth request (F5)', {
    timeout: 300_000,
  }, async () => {
    proxy.fault = () => 'lost'
    await rateForDays(await openKiosk(await device.start(), proxy.url))
    await device.kill()

    const page = await openKiosk(await device.start(), proxy.url)
    expect(await waiting(page)).toBe(RESPONSES)
    let requests = 0
    proxy.fault = () =>
      ([null, null, null, null, 'lost', null, null, null, null, 'answer lost'] as const)[requests++ % 10] ??
      null
    await page.evaluate("dispatchEvent(new Event('online'))")
    await nothingWaits(page)

    const stored = await app.databases.read
      .selectFrom('response')
      .select(['overall', 'device_sequence', 'responded_on', 'uncounted_reason'])
      .orderBy('device_sequence')
      .execute()
    expect(stored.map(({ overall, device_sequence }) => [device_sequence, overall])).toEqual(
      Array.from({ length: RESPONSES }, (_, index) => [index + 1, 1 + (index % 5)]),
    )
    expect(stored.filter(({ uncounted_reason }) => uncounted_reason !== null)).toEqual([])
    expect(new Set(stored.map(({ responded_on }) => responded_on)).size).toBeGreaterThanOrEqual(DAYS)
    const { responses, differences } = await verifyTallies(app.databases.read)
    expect([responses, differences]).toEqual([RESPONSES, []])
    const open = await app.databases.read
      .selectFrom('device_event')
      .select(['kind', 'detail'])
      .where('kind', 'in', ['gap', 'clone', 'chain', 'signature', 'clock_skew'])
      .where('settled_at', 'is', null)
      .execute()
    expect(open).toEqual([])
  })
})
