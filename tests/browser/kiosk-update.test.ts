import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kioskVersion } from '../../server/kiosk/kiosk-version.ts'
import { launchBrowser } from '../support/browser.ts'
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts'
import {
  becomeIndependent,
  enrolKiosk,
  nextPerson,
  nothingWaits,
  openCorner,
  rate,
  until,
  waiting,
} from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

const NEXT = 'a-new-version'

let browser: Browser
let app: RunningApp
let proxy: FaultyProxy
let context: BrowserContext
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startApp('sqlite')
  proxy = await startFaultyProxy(app.url)
  context = await browser.newContext()
  page = await enrolKiosk(context, app, proxy.url)
  await becomeIndependent(page)
})
afterEach(async () => {
  await context.close()
  await proxy.close()
  await app.stop()
})

const release = () => {
  proxy.rewrite = (text) => text.replaceAll(kioskVersion, NEXT)
}
const beat = () => page.evaluate("dispatchEvent(new Event('online'))")
const shown = () => page.locator('main').getAttribute('data-version')
const updateWaits = () =>
  until(
    page,
    "navigator.serviceWorker.getRegistration('/kiosk').then((registration) => registration.waiting !== null)",
  )
const updated = () => page.locator(`main[data-version=${NEXT}][data-stage=attract]`).waitFor()

describe('A new version of the kiosk', () => {
  it('waits until everything is sent, and then loses nothing (F73)', async () => {
    await page.clock.install()
    proxy.fault = ({ path }) => (path === '/kiosk/responses' ? 503 : null)
    for (const rating of [1, 2, 3]) {
      await rate(page, rating)
      await nextPerson(page)
    }
    release()
    await beat()
    await updateWaits()
    expect([await shown(), await waiting(page)]).toEqual([kioskVersion, 3])

    proxy.fault = () => null
    await beat()
    await updated()
    expect(await waiting(page)).toBe(0)
    const stored = await app.databases.read
      .selectFrom('response')
      .select('overall')
      .orderBy('device_sequence')
      .execute()
    expect(stored.map(({ overall }) => overall)).toEqual([1, 2, 3])
    // It is the same device, which goes on counting.
    await rate(page, 4)
    await nothingWaits(page)
    const last = await app.databases.read
      .selectFrom('response')
      .select('device_sequence')
      .where('overall', '=', 4)
      .execute()
    expect(last).toEqual([{ device_sequence: 4 }])
    const told = await app.databases.read
      .selectFrom('device_event')
      .select('detail')
      .where('kind', '=', 'updated')
      .execute()
    expect(told).toEqual([{ detail: JSON.stringify({ version: NEXT }) }])
  })

  it('waits until nobody is rating', async () => {
    await page.locator('[data-begin]').click()
    await page.locator('label:has(#procedureField-land)').click()
    release()
    await beat()
    await updateWaits()
    await page.locator('label:has(#overall-2)').click()
    expect(await shown()).toBe(kioskVersion)
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.locator('[data-leave]').click()
    await updated()
  })

  it('is put into use by a technician where something keeps the queue from getting empty, which then waits on', async () => {
    proxy.fault = ({ path }) => (path === '/kiosk/responses' ? 422 : null)
    await rate(page, 5)
    release()
    await beat()
    await updateWaits()
    await page.locator('[data-leave]').click()
    await openCorner(page)
    await page.getByText('đang chờ cập nhật khi gửi hết đánh giá').waitFor()
    await page.getByRole('button', { name: 'Cập nhật ngay' }).click()
    await updated()
    expect(await waiting(page)).toBe(1)
  })

  it('is not taken from a network’s sign-in page, nor half', async () => {
    release()
    proxy.fault = ({ path }) => (path === '/kiosk' || path.endsWith('/citizen.css') ? 'portal' : null)
    await beat()
    await page.evaluate(
      "navigator.serviceWorker.getRegistration('/kiosk').then((registration) => registration.update()).catch(() => 0)",
    )
    await until(
      page,
      "navigator.serviceWorker.getRegistration('/kiosk').then(({ waiting, installing }) => waiting === null && installing === null)",
    )
    proxy.fault = () => 'lost'
    await page.reload()
    await page.locator('[data-stage=attract]').waitFor()
    expect(await shown()).toBe(kioskVersion)
  })
})

describe('The kiosk’s page', () => {
  it('can be installed as an app', async () => {
    const session = await context.newCDPSession(page)
    const { errors, data, url } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(url).toBe(`${proxy.url}/kiosk/manifest.webmanifest`)
    const manifest = JSON.parse(data ?? '')
    expect(manifest).toMatchObject({
      name: 'Ki-ốt đánh giá',
      display: 'fullscreen',
      start_url: '/kiosk',
      scope: '/kiosk',
    })
    for (const { src, sizes } of manifest.icons) {
      const size = await page.evaluate(
        `fetch('${src}').then((icon) => icon.blob()).then(createImageBitmap).then(({ width, height }) => width + 'x' + height)`,
      )
      expect(size).toBe(sizes)
    }
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // The test's window is private, where nothing is ever installed.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    )
  })
})
