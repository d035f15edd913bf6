import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

const PAGES = [
  '/units',
  '/units?q=dak+wil&on=2026-01-01',
  '/units?q=khong+co',
  '/units?lang=en',
  '/units/ld-commune-dak-wil?lang=vi',
  '/units/dn-commune-ea-po',
  '/units/changes/create',
  '/units/changes/merge',
  '/units/changes/split?unit=ld-commune-dak-wil',
  '/units/changes/import',
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

describe.each(['phone', 'desktop'] as const)('The pages of units, on a %s', (window) => {
  let page: Page
  beforeAll(async () => {
    page = await browser.newPage({ viewport: WINDOWS[window] })
    await signInBrowser(page, app, { role: 'reform_office' })
  })

  const fits = async () => {
    expect(await axeViolations(page)).toEqual([])
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBeLessThanOrEqual(0)
  }

  it.each(PAGES)('%s has nothing that axe finds, and fits', async (path) => {
    await page.goto(app.url + path)
    await fits()
  })

  it('let an official rename a unit by keyboard, told first what is missing, and undo it', async () => {
    const name = `Xã Đắk Wil ${window}`
    await page.goto(`${app.url}/units/changes/rename?unit=ld-commune-dak-wil`)
    await page.locator('#name').focus()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await page.locator('#effectiveOn-error').waitFor()
    expect(await page.locator('#name').inputValue()).toBe(name)
    await fits()
    await page.locator('#effectiveOn').fill('2026-01-01')
    await page.locator('#effectiveOn').press('Enter')
    await page.getByText('Số liệu theo đơn vị tại thời điểm đánh giá: không thay đổi.').waitFor()
    await fits()
    await page.getByRole('button', { name: 'Ghi thay đổi' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Đã ghi thay đổi.').waitFor()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await fits()
    await page.getByRole('button', { name: `Hủy thay đổi: Đổi tên Xã Đắk Wil thành ${name}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Hủy thay đổi' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Đã hủy thay đổi.').waitFor()
    expect(await page.locator('.unit-tree').getByText(name).count()).toBe(0)
  })

  it('add lines to a merger by keyboard without losing any', async () => {
    await page.goto(`${app.url}/units/changes/merge`)
    await page.locator('#from1').selectOption('ld-commune-cu-jut')
    for (const line of [4, 5]) {
      await page.getByRole('button', { name: 'Thêm một đơn vị được sáp nhập' }).focus()
      await page.keyboard.press('Enter')
      await page.locator(`#from${line}`).waitFor()
      expect(await page.locator('#from1').inputValue()).toBe('ld-commune-cu-jut')
    }
    await fits()
  })
})
