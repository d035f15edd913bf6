import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

const PAGES = [
  '/touchpoints',
  '/touchpoints?q=khong+co',
  '/touchpoints?lang=en',
  '/touchpoints/new?lang=vi',
  '/touchpoints/demo-dak-mil?done=added',
  '/touchpoints/demo-dak-mil/change',
  '/touchpoints/demo-kiosk',
  '/ma',
  '/ma?code=abc',
]

let browser: Browser
let app: RunningApp
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite')
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

describe.each(['phone', 'desktop'] as const)('The pages of touchpoints, on a %s', (window) => {
  let page: Page
  beforeAll(async () => {
    page = await browser.newPage({ viewport: WINDOWS[window] })
    await signInBrowser(page, app, { role: 'reform_office' })
  })

  it.each(PAGES)('%s has nothing that axe finds, and fits', async (path) => {
    await page.goto(app.url + path)
    expect(await axeViolations(page)).toEqual([])
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })

  it('let an official add one by keyboard, told first what is missing', async () => {
    await page.goto(`${app.url}/touchpoints/new`)
    await page.locator('#place').focus()
    await page.keyboard.type('Ễ Ộ Ữ, tầng 1')
    await page.keyboard.press('Enter')
    await page.locator('#unit-error').waitFor()
    await page.locator('#kind-error').waitFor()
    expect(await page.locator('#place').inputValue()).toBe('Ễ Ộ Ữ, tầng 1')
    expect(await axeViolations(page)).toEqual([])
    await page.locator('#unit').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Tab', 'ArrowDown']) await page.keyboard.press(key)
    await page.locator('#place').focus()
    await page.keyboard.press('Enter')
    await page.getByText('Đã lập điểm đánh giá.').waitFor()
    await page.getByRole('link', { name: 'Xem thử phiếu đánh giá' }).click()
    await page.getByText('Ễ Ộ Ữ, tầng 1').waitFor()
  })
})
