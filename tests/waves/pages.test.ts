import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

const FRAME = 'Tầng,Đơn vị,Số người\nThôn 1,ld-commune-dak-mil,1200\n'
const ROWS = 'stratum,date,field,kind,overall\nThôn 1,10/10/2026,land,1,4\nThôn 9,10/10/2026,land,1,9\n'
const NOW = new Date('2026-11-24T03:00:00Z')

let browser: Browser
let app: RunningApp
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite', { clock: () => NOW })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

describe.each(['phone', 'desktop'] as const)('An official with a wave of interviews, on a %s', (window) => {
  it('goes from the frame to the imported interviews, and axe finds nothing on the way', async () => {
    const page = await browser.newPage({ viewport: WINDOWS[window] })
    await signInBrowser(page, app, { role: 'reform_office' })
    const check = async () => {
      expect(await axeViolations(page)).toEqual([])
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow).toBeLessThanOrEqual(0)
    }
    const upload = async (input: string, content: string, button: string) => {
      await page
        .locator(input)
        .setInputFiles({ name: 'tệp.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
      await page.getByRole('button', { name: button }).click()
    }
    await page.goto(`${app.url}/waves`)
    await check()
    await page.getByRole('link', { name: 'Mở đợt phỏng vấn mới' }).click()
    await page.getByRole('button', { name: 'Mở đợt' }).click()
    await page.locator('#name-error').waitFor()
    await check()
    await page.locator('#name').fill(`Khảo sát trên ${window}`)
    await page.locator('#instrumentVersion').selectOption('one-stop-1')
    await page.locator('#unit').selectOption('ld-commune-dak-mil')
    await page.locator('#opensOn').fill('2026-10-01')
    await page.locator('#lastDay').fill('2026-10-31')
    await page.getByRole('button', { name: 'Mở đợt' }).click()
    await page.getByText('Chưa có khung mẫu').waitFor()
    await check()
    await upload('#frame', FRAME.replace('1200', 'x'), 'Gửi tệp khung mẫu')
    await page.getByText('Chưa thêm tầng nào').waitFor()
    await check()
    await upload('#frame', FRAME, 'Gửi tệp khung mẫu')
    await page.getByRole('cell', { name: '1.200' }).first().waitFor()
    await upload('#interviews', ROWS, 'Gửi và kiểm tra tệp')
    await page.getByText('chưa có dòng nào được tính').waitFor()
    await check()
    const importing = page.getByRole('button', { name: 'Nhập 1 phiếu phỏng vấn' })
    // Seen after the form has spoken, and before the answer takes the page away.
    await page.evaluate(
      `document.addEventListener('submit', (event) => event.preventDefault(), { once: true })`,
    )
    await importing.click()
    await page.getByRole('status').filter({ hasText: 'Đang nhập, vui lòng chờ' }).waitFor()
    expect(await importing.isDisabled()).toBe(true)
    await check()
    await page.reload()
    await importing.click()
    await page.getByText('Tệp này đã được nhập').waitFor()
    await check()
    await page.getByRole('link', { name: 'Về đợt phỏng vấn' }).click()
    await page.getByText('2 dòng · đã nhập 1 · không nhập được 1').waitFor()
    await check()
    await page.close()
  })

  it('takes back one that has not begun, by keyboard', async () => {
    const page = await browser.newPage({ viewport: WINDOWS[window] })
    await signInBrowser(page, app, { role: 'reform_office' })
    await page.goto(`${app.url}/waves/new`)
    await page.locator('#name').fill(`Đợt nhầm trên ${window}`)
    await page.locator('#instrumentVersion').selectOption('one-stop-1')
    await page.locator('#unit').selectOption('ld-commune-dak-mil')
    await page.locator('#opensOn').fill('2026-12-01')
    await page.locator('#lastDay').fill('2026-12-31')
    await page.locator('#lastDay').press('Enter')
    const cancel = page.getByRole('button', { name: 'Hủy đợt phỏng vấn' })
    await cancel.waitFor()
    expect(await axeViolations(page)).toEqual([])
    await cancel.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'Đã hủy đợt phỏng vấn.' }).waitFor()
    expect(await page.getByText(`Đợt nhầm trên ${window}`).count()).toBe(0)
    expect(await axeViolations(page)).toEqual([])
    await page.close()
  })
})
