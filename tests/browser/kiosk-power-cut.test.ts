import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { type BreakableProxy, startBreakableProxy } from '../support/breakable-proxy.ts'
import { databases } from '../support/databases.ts'
import { type KillableBrowser, killableBrowser } from '../support/killable-browser.ts'
import {
  becomeIndependent,
  enrolKiosk,
  nextPerson,
  nothingWaits,
  openKiosk,
  rate,
  waiting,
} from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

const RATINGS = 50

describe.each(databases)(
  'A kiosk that is cut from the network and loses its power, on $name',
  ({ dialect }) => {
    let app: RunningApp
    let proxy: BreakableProxy
    let device: KillableBrowser
    beforeAll(async () => {
      app = await startApp(dialect)
      proxy = await startBreakableProxy(Number(new URL(app.url).port))
      device = killableBrowser()
    })
    afterAll(async () => {
      await device.remove()
      await proxy.close()
      await app.stop()
    })

    it('comes back with all fifty ratings, and each is counted exactly once (F7)', {
      timeout: 240_000,
    }, async () => {
      const url = `http://127.0.0.1:${proxy.port}`
      const before = await device.start()
      const page = await enrolKiosk(before, app, url)
      await becomeIndependent(page)
      await page.clock.install()
      proxy.cut()
      const given = Array.from({ length: RATINGS }, (_, index) => 1 + (index % 5))
      for (const [index, rating] of given.entries()) {
        if (index > 0) await nextPerson(page)
        await rate(page, rating)
      }
      // At the very moment of the last «thank you».
      await device.kill()

      const after = await device.start()
      const offline = await openKiosk(after, url)
      expect(await waiting(offline)).toBe(RATINGS)
      expect(await app.databases.read.selectFrom('response').select('overall').execute()).toEqual([])

      proxy.mend()
      await offline.evaluate("dispatchEvent(new Event('online'))")
      await nothingWaits(offline)
      const stored = await app.databases.read
        .selectFrom('response')
        .select(['overall', 'device_sequence', 'uncounted_reason'])
        .orderBy('device_sequence')
        .execute()
      expect(stored).toEqual(
        given.map((overall, index) => ({ overall, device_sequence: index + 1, uncounted_reason: null })),
      )
      const { responses, differences } = await verifyTallies(app.databases.read)
      expect([responses, differences]).toEqual([RATINGS, []])
    })
  },
)
