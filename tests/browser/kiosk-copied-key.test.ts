import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KillableBrowser, killableBrowser } from '../support/killable-browser.ts'
import { enrolKiosk, nothingWaits, openKiosk, rate } from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe('Two kiosks with one key, as when a disk is copied', () => {
  let app: RunningApp
  let original: KillableBrowser
  let copy: KillableBrowser
  beforeAll(async () => {
    app = await startApp('sqlite')
    original = killableBrowser()
    await enrolKiosk(await original.start(), app)
    await original.kill()
    copy = original.copy()
  })
  afterAll(async () => {
    await original.remove()
    await copy.remove()
    await app.stop()
  })

  it('both have their ratings counted, and somebody is told to look (F76)', async () => {
    for (const [device, rating] of [
      [original, 5],
      [copy, 1],
    ] as const) {
      const page = await openKiosk(await device.start(), app.url)
      await rate(page, rating)
      await nothingWaits(page)
      await device.kill()
    }
    const { read } = app.databases
    const stored = await read
      .selectFrom('response')
      .select(['overall', 'device_sequence', 'uncounted_reason'])
      .execute()
    expect(stored.map(({ overall }) => overall).sort()).toEqual([1, 5])
    expect(stored.every((row) => row.device_sequence === 1 && row.uncounted_reason === null)).toBe(true)
    const clones = await read
      .selectFrom('device_event')
      .select('settled_at')
      .where('kind', '=', 'clone')
      .execute()
    expect(clones).toEqual([{ settled_at: null }])
  })
})
