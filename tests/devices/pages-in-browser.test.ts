import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kioskVersion } from '../../server/kiosk/kiosk-version.ts'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { deviceReport, postJson, type TestDevice } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'
import { enrolledDevice } from './enrolled.ts'

let browser: Browser
let app: RunningApp
let device: TestDevice
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite')
  device = await enrolledDevice(app)
  const copy = device.copy()
  const send = (one: TestDevice) => postJson(`${app.url}/kiosk/responses`, one.batch([one.rate()]))
  await send(device)
  await send(copy)
  device.rate()
  await send(device)
  const events = [
    deviceReport('self_test', { ratings: [1, 2, 3, 4, 5] }),
    deviceReport('technician', { action: 'opened' }),
    deviceReport('dead_letter', { sequence: 2, problem: 'closed' }),
  ]
  const sentAt = new Date(Date.now() + 3 * 60 * 60_000).toISOString()
  const state = { version: kioskVersion, batteryPercent: 87, queueLength: 1250, deadLetters: 1 }
  await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat({ ...state, events, sentAt }))
  const well = await enrolledDevice(app)
  await postJson(`${app.url}/kiosk/heartbeat`, well.heartbeat({ version: kioskVersion }))
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

describe.each(['phone', 'desktop'] as const)('On a %s, the pages of devices', (window) => {
  const open = async (path: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: WINDOWS[window] })
    await signInBrowser(page, app, { role: 'reform_office' })
    await page.goto(app.url + path)
    return page
  }
  const expectSound = async (page: Page) => {
    expect(await axeViolations(page)).toEqual([])
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await page.close()
  }

  it('list them with nothing that axe finds', async () => {
    await expectSound(await open('/devices'))
  })

  it('show one with nothing that axe finds', async () => {
    await expectSound(await open(`/devices/${device.deviceId}`))
  })

  it('show a new code, asked for by keyboard, with nothing that axe finds', async () => {
    const page = await open('/devices')
    await page
      .getByRole('button', { name: /^Tạo mã đăng ký/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.enrolment-code')
    await expectSound(page)
  })
})
