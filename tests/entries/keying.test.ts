import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

/** Twenty slips as a clerk would have them: ticked boxes differ, some are left out, one has a comment. */
const SLIPS = Array.from({ length: 20 }, (_, index) => `${1 + (index % 2)}${1 + (index % 5)}${index % 7}0432`)

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(databases)('A clerk who keys paper slips, on $name', ({ dialect }) => {
  let app: RunningApp
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    app = await startApp(dialect)
  })
  afterAll(() => app.stop())
  beforeEach(async () => {
    context = await browser.newContext({ viewport: WINDOWS.desktop })
    page = await context.newPage()
    await signInBrowser(page, app, { role: 'clerk' })
  })
  afterEach(() => context.close())

  /** Opens a batch by keyboard alone. */
  const open = async (controlTotal: number, tab: Page = page) => {
    await tab.goto(`${app.url}/entries/new`)
    await tab.locator('#unit').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Tab', 'ArrowDown']) await tab.keyboard.press(key)
    await tab.locator('#controlTotal').focus()
    await tab.keyboard.type(String(controlTotal))
    await tab.keyboard.press('Enter')
    await tab.locator('#keys').waitFor()
    // Keys that are typed before the script is there are not its.
    if (tab === page) await tab.locator('[data-undo]').waitFor()
  }
  const progress = (text: string) => page.locator('[data-progress-line]', { hasText: text }).waitFor()
  const responses = () =>
    app.databases.read.selectFrom('response').selectAll().where('mode', '=', 'paper').execute()

  it('enters twenty of them without touching the mouse', async () => {
    const before = (await responses()).length
    await open(20)
    let pages = 0
    page.on('framenavigated', () => pages++)
    for (const [index, keys] of SLIPS.entries()) {
      await page.keyboard.type(keys)
      if (index === 4) {
        await page.keyboard.press('Tab')
        await page.keyboard.type('Ễ Ộ Ữ: chờ lâu')
      }
      await page.keyboard.press('Enter')
    }
    await progress('Đã nhận 20 phiếu, chờ gửi 0')
    expect(pages, 'no page is loaded between two slips').toBe(0)
    await page.getByRole('button', { name: 'Đóng lô' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Lô này đã đóng').waitFor()

    const stored = await responses()
    expect(stored).toHaveLength(before + 20)
    expect(stored.map((row) => row.overall).sort()).toEqual(SLIPS.map((keys) => Number(keys[1])).sort())
    expect(stored.map((row) => row.comment)).toContain('Ễ Ộ Ữ: chờ lâu')
  })

  it('sees what each key means, and is told at once when there is no such box', async () => {
    await open(2)
    await page.keyboard.type('146')
    const typed = () => page.locator('[data-typed]').allInnerTexts()
    expect((await typed()).slice(0, 4)).toEqual(['Người dân', 'Hài lòng', 'Không có ý kiến', ''])
    expect(await page.locator('tr.next th').innerText()).toContain('Thủ tục hành chính')
    await page.keyboard.type('9')
    await page.getByText('Câu 4 không có ô này').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.locator('#keys').inputValue(), 'it stays to be mended').toBe('1469')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await progress('Đã nhận 1 phiếu')
  })

  it('takes the last slip back to mend it, though it was sent already', async () => {
    await open(1)
    await page.keyboard.type('11')
    await page.keyboard.press('Enter')
    await progress('Đã nhận 1 phiếu, chờ gửi 0')
    await page.getByRole('button', { name: 'Lấy lại phiếu vừa nhập' }).click()
    await progress('Đã nhận 0 phiếu')
    expect(await page.locator('#keys').inputValue()).toBe('11')
    await page.locator('#keys').fill('15')
    await page.keyboard.press('Enter')
    await progress('Đã nhận 1 phiếu, chờ gửi 0')
    const before = (await responses()).length
    await page.getByRole('button', { name: 'Đóng lô' }).click()
    await page.getByText('Lô này đã đóng').waitFor()
    const stored = await responses()
    expect(stored).toHaveLength(before + 1)
    expect(stored.some((row) => row.overall === 5 && row.answers === '{}')).toBe(true)
  })

  it('goes on without a connection, closes the page, and loses no slip', async () => {
    await open(3)
    await page.keyboard.type('14')
    await page.keyboard.press('Enter')
    await progress('Đã nhận 1 phiếu, chờ gửi 0')
    await context.setOffline(true)
    for (const keys of ['12', '13']) {
      await page.keyboard.type(keys)
      await page.keyboard.press('Enter')
    }
    await page.getByText('Mất kết nối').waitFor()
    await progress('chờ gửi 2')
    const address = page.url()
    await page.getByRole('button', { name: 'Đóng lô' }).click()
    await page.getByText('Còn phiếu chờ gửi').waitFor()
    await page.close()

    await context.setOffline(false)
    page = await context.newPage()
    await page.goto(address)
    await progress('Đã nhận 3 phiếu, chờ gửi 0')
    const before = (await responses()).length
    await page.getByRole('button', { name: 'Đóng lô' }).click()
    await page.getByText('Lô này đã đóng').waitFor()
    expect(await responses()).toHaveLength(before + 3)
  })

  it('enters the same without script, one page for each slip', async () => {
    const plain = await browser.newContext({ viewport: WINDOWS.desktop, javaScriptEnabled: false })
    const tab = await plain.newPage()
    await signInBrowser(tab, app, { role: 'clerk' })
    await open(2, tab)
    const before = (await responses()).length
    for (const keys of ['1430', '25']) {
      await tab.locator('#keys').focus()
      await tab.keyboard.type(keys)
      await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')])
    }
    await tab.getByText('Vừa nhập: phiếu số 2').waitFor()
    await tab.getByRole('button', { name: 'Đóng lô' }).click()
    await tab.getByText('Lô này đã đóng').waitFor()
    expect(await responses()).toHaveLength(before + 2)
    await plain.close()
  })
})

describe.each(['phone', 'desktop'] as const)('The pages of paper slips, on a %s', (window) => {
  it('have nothing that axe finds, and fit', async () => {
    const app = await startApp('sqlite')
    const page = await browser.newPage({ viewport: WINDOWS[window] })
    await signInBrowser(page, app, { role: 'clerk' })
    const check = async () => {
      expect(await axeViolations(page)).toEqual([])
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow).toBeLessThanOrEqual(0)
    }
    await page.goto(`${app.url}/entries`)
    await check()
    await page.goto(`${app.url}/entries/new`)
    await page.getByRole('button', { name: 'Mở lô' }).click()
    await page.locator('#unit-error').waitFor()
    await check()
    await page.locator('#unit').selectOption({ index: 2 })
    await page.locator('#procedureField').selectOption('land')
    await page.locator('#controlTotal').fill('1')
    await page.getByRole('button', { name: 'Mở lô' }).click()
    await page.locator('#keys').fill('19')
    await check()
    await page.locator('#keys').fill('146')
    await page.keyboard.press('Enter')
    await page.locator('[data-progress-line]', { hasText: 'Đã nhận 1 phiếu, chờ gửi 0' }).waitFor()
    await page.reload()
    await check()
    await page.getByRole('link', { name: 'Danh sách để người thứ hai đối chiếu' }).click()
    await check()
    await page.goto(`${app.url}/entries`)
    await check()
    await page.close()
    await app.stop()
  })
})
