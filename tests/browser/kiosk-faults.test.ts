import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts'
import { killableBrowser } from '../support/killable-browser.ts'
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

const TWO_DAYS_MS = 2 * 24 * 60 * 60_000

let browser: Browser
let app: RunningApp
let proxy: FaultyProxy
let context: BrowserContext
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startApp('sqlite')
  proxy = await startFaultyProxy(app.url)
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  await proxy.close()
  await app.stop()
})

const responses = () =>
  app.databases.read.selectFrom('response').selectAll().orderBy('device_sequence').execute()
const events = (kind: 'storage_full' | 'clock_skew') =>
  app.databases.read.selectFrom('device_event').selectAll().where('kind', '=', kind).execute()
const networkReturns = async (page: Page) => {
  proxy.fault = () => null
  await page.evaluate("dispatchEvent(new Event('online'))")
}

describe('A kiosk whose network', () => {
  it('answers with its own sign-in page keeps everything, page and ratings, until the server answers (F74)', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    await becomeIndependent(page)
    await page.clock.install()
    proxy.fault = () => 'portal'
    for (const rating of [1, 3, 5]) {
      await rate(page, rating)
      await nextPerson(page)
    }
    await page.getByText('Chưa kết nối').waitFor()
    expect(await waiting(page)).toBe(3)
    const again = await openKiosk(context, proxy.url)
    expect(await waiting(again)).toBe(3)
    await networkReturns(page)
    await nothingWaits(page)
    expect((await responses()).map(({ overall }) => overall)).toEqual([1, 3, 5])
  })

  it('loses the answer after the commit has its rating stored once (F75)', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    const tries: string[] = []
    proxy.fault = ({ path }) => {
      if (path !== '/kiosk/responses') return null
      tries.push(path)
      return 'answer lost'
    }
    await rate(page, 2)
    await page.getByText('Chưa kết nối').waitFor()
    expect([(await responses()).length, await waiting(page)]).toEqual([1, 1])
    await networkReturns(page)
    await nothingWaits(page)
    expect([(await responses()).length, tries.length]).toEqual([1, 1])
  })

  it('takes only small requests has its batch sent in pieces (F75)', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    await page.clock.install()
    proxy.fault = ({ path }) => (path === '/kiosk/responses' ? 'lost' : null)
    for (let i = 0; i < 5; i++) {
      await rate(page, 1 + i)
      await nextPerson(page)
    }
    proxy.fault = ({ body }) =>
      body.startsWith('{"deviceId"') && JSON.parse(body).items?.length > 2 ? 413 : null
    await page.evaluate("dispatchEvent(new Event('online'))")
    await nothingWaits(page)
    expect((await responses()).map(({ overall }) => overall)).toEqual([1, 2, 3, 4, 5])
  })
})

describe('A kiosk whose storage is full', () => {
  it('says that it cannot store, thanks nobody, tells the server, and keeps the rating once there is room (F8)', async () => {
    const device = killableBrowser()
    await enrolKiosk(await device.start(), app, proxy.url)
    // A browser that has just started knows nothing yet of the room there is.
    await device.kill()
    const full = await device.start()
    const page = await full.newPage()
    const session = await full.newCDPSession(page)
    const origin = proxy.url
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
    await page.goto(`${proxy.url}/kiosk`)
    await page.locator('[data-begin]').click()
    await page.locator('label:has(#procedureField-land)').click()
    await page.locator('label:has(#overall-1)').click()
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    const sorry = page.getByRole('heading', { name: 'Máy chưa lưu được đánh giá' })
    await sorry.waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Thử lưu lại' }).click()
    await sorry.waitFor()
    expect(await page.getByText('Cảm ơn').count()).toBe(0)
    await vi.waitFor(async () => expect(await events('storage_full')).not.toEqual([]), { timeout: 30_000 })
    expect(await responses()).toEqual([])

    await session.send('Storage.overrideQuotaForOrigin', { origin })
    const retry = page.getByRole('button', { name: 'Thử lưu lại' })
    // The browser notices the room after a while.
    await vi.waitFor(
      async () => {
        await retry.click({ timeout: 500 }).catch(() => undefined)
        expect(await page.locator('[data-stage=thanks]').isVisible()).toBe(true)
      },
      { timeout: 45_000, interval: 500 },
    )
    await nothingWaits(page)
    expect((await responses()).map(({ overall, device_sequence }) => [overall, device_sequence])).toEqual([
      [1, 1],
    ])
    await device.remove()
  })
})

describe('A kiosk whose clock', () => {
  it.each([
    ['two days ahead', TWO_DAYS_MS],
    ['two days behind', -TWO_DAYS_MS],
  ])('is %s has its ratings counted today, says the right time, and is listed (F11)', async (_how, offMs) => {
    await context.clock.install({ time: Date.now() + offMs })
    const page = await enrolKiosk(context, app, proxy.url)
    await page.locator('time:not(:empty)').waitFor()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await rate(page, 4)
    await nothingWaits(page)
    const [response] = await responses()
    const today = new Date(Date.now() + 7 * 60 * 60_000).toISOString()
    expect([response?.overall, response?.responded_on, response?.uncounted_reason]).toEqual([
      4,
      today.slice(0, 10),
      null,
    ])
    expect(await events('clock_skew')).toHaveLength(1)
    await page.clock.runFor(6000)
    const shown = await page.locator('[data-time]').innerText()
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
    expect(Math.abs(minutes(shown) - minutes(today.slice(11, 16)))).toBeLessThanOrEqual(1)
  })
})

describe('A page of the kiosk', () => {
  it('that is closed in the middle of a form leaves nothing behind', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    await page.locator('[data-begin]').click()
    await page.locator('label:has(#procedureField-land)').click()
    await page.locator('label:has(#overall-1)').click()
    await page.close()
    const again = await openKiosk(context, proxy.url)
    expect(await waiting(again)).toBe(0)
    await rate(again, 5)
    await nothingWaits(again)
    expect((await responses()).map(({ overall }) => overall)).toEqual([5])
  })

  it('that is open twice numbers and sends each rating once', async () => {
    const first = await enrolKiosk(context, app, proxy.url)
    const second = await openKiosk(context, proxy.url)
    await Promise.all([rate(first, 1), rate(second, 5)])
    await nothingWaits(first)
    await second.evaluate("dispatchEvent(new Event('online'))")
    await nothingWaits(second)
    const stored = await responses()
    expect(stored.map(({ device_sequence }) => device_sequence)).toEqual([1, 2])
    expect(stored.map(({ overall }) => overall).sort()).toEqual([1, 5])
  })
})
