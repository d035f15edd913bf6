import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffPerson, signInBrowser } from '../support/staff.ts'
import { png } from './pictures.ts'

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

const OFFICE: StaffPerson = { role: 'reform_office' }

async function open(path: string, window: keyof typeof WINDOWS = 'desktop', person = OFFICE): Promise<Page> {
  const page = await browser.newPage({ viewport: WINDOWS[window] })
  await signInBrowser(page, app, person)
  await page.goto(app.url + path, { waitUntil: 'networkidle' })
  return page
}

const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describe('The settings, in a browser', () => {
  it('are saved by keyboard alone, show what was done, and name the province', async () => {
    const page = await open('/settings')
    await page.getByLabel('Tên tỉnh', { exact: true }).focus()
    await page.keyboard.type('Tỉnh Lâm Đồng')
    await page.getByLabel('Cơ quan ban hành').focus()
    await page.keyboard.type('Sở Nội vụ')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Đà Lạt')
    await page.getByRole('checkbox', { name: 'English' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Lưu thiết lập' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Đã lưu thiết lập.').waitFor()
    expect(await page.getByRole('link', { name: 'Thước Đo Tỉnh Lâm Đồng' }).count()).toBe(1)
    expect(await page.getByRole('checkbox', { name: 'English' }).isChecked()).toBe(false)
    expect(await page.getByRole('navigation', { name: 'Ngôn ngữ' }).getByRole('link').count()).toBe(1)
    await page.close()
  })

  it('take a logo, which every page then shows, and print its letterhead alone', async () => {
    const page = await open('/settings')
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: png({ shade: 90 }) }
    await page.getByLabel('Chọn ảnh').setInputFiles(file)
    await page.getByRole('button', { name: 'Lưu biểu trưng' }).click()
    await page.getByText('Đã lưu biểu trưng.').waitFor()
    await page.goto(`${app.url}/dashboard`, { waitUntil: 'networkidle' })
    expect(await page.evaluate(`document.querySelector('.brand img').naturalWidth`)).toBe(200)
    expect(await page.locator('.letterhead').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.letterhead').isVisible()).toBe(true)
    await page.close()
  })

  it('lead to the field that is wrong, with everything as it was entered', async () => {
    const page = await open('/settings')
    await page.getByLabel('Số lượt tối thiểu để hiển thị').fill('3')
    await page.getByLabel('Cơ quan chủ quản').fill('Ủy ban nhân dân tỉnh')
    await page.getByRole('button', { name: 'Lưu thiết lập' }).click()
    await page.getByRole('link', { name: /Số lượt tối thiểu phải là số nguyên từ 10 đến 100/ }).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('minimumCell')
    expect(await page.getByLabel('Cơ quan chủ quản').inputValue()).toBe('Ủy ban nhân dân tỉnh')
    expect(await axeViolations(page)).toEqual([])
    await page.close()
  })

  it('of two people who save at once keep what the second entered', async () => {
    const [first, second] = [await open('/settings'), await open('/settings')]
    await first.getByLabel('Thời gian chờ của máy đánh giá (giây)').fill('60')
    await second.getByLabel('Số lượt tối thiểu để hiển thị').fill('15')
    for (const page of [first, second]) await page.getByRole('button', { name: 'Lưu thiết lập' }).click()
    await second.getByRole('heading', { name: /vừa có người khác thay đổi/ }).waitFor()
    expect(await second.getByLabel('Số lượt tối thiểu để hiển thị').inputValue()).toBe('15')
    expect(await second.getByLabel('Thời gian chờ của máy đánh giá (giây)').inputValue()).toBe('60')
    expect(await axeViolations(second)).toEqual([])
    await second.getByRole('button', { name: 'Lưu thiết lập' }).click()
    await second.getByText('Đã lưu thiết lập.').waitFor()
    await Promise.all([first.close(), second.close()])
  })

  it('go out as a file and come back in after a look at what they change', async () => {
    const page = await open('/settings')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải tệp thiết lập' }).click(),
    ])
    const path = await download.path()
    await page.getByLabel('Thời gian chờ của máy đánh giá (giây)').fill('90')
    await page.getByRole('button', { name: 'Lưu thiết lập' }).click()
    await page.getByRole('link', { name: 'Nhập thiết lập từ tệp' }).click()
    await page.getByLabel('Tệp thiết lập').setInputFiles(path)
    await page.getByRole('button', { name: 'Xem những gì sẽ thay đổi' }).click()
    await page.getByRole('row', { name: 'Thời gian chờ của máy đánh giá (giây) 90 giây 60 giây' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Áp dụng các thay đổi này' }).click()
    await page.getByText('Đã lấy thiết lập từ tệp.').waitFor()
    expect(await page.getByLabel('Thời gian chờ của máy đánh giá (giây)').inputValue()).toBe('60')
    await page.close()
  })

  describe.each(['phone', 'desktop'] as const)('on a %s', (window) => {
    it.each([
      ['/settings', OFFICE],
      ['/settings?lang=en', OFFICE],
      ['/settings', { role: 'auditor' } as const],
      ['/settings/import', OFFICE],
      ['/touchpoints/demo-dak-mil/poster/a6', OFFICE],
      ['/dashboard', OFFICE],
      ['/', OFFICE],
      ['/results', OFFICE],
      ['/r/demo-dak-mil', OFFICE],
    ])('%s with everything set has nothing that axe finds and fits the window', async (path, person) => {
      const page = await open(path, window, person)
      expect(await axeViolations(page)).toEqual([])
      if (!path.includes('poster')) expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.close()
    })
  })
})
