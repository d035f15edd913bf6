import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(databases)('A citizen with a phone, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect)
  })
  afterAll(() => app.stop())
  afterEach(() => context.close())

  const openForm = async (options: { javaScriptEnabled?: boolean } = {}): Promise<Page> => {
    context = await browser.newContext({ viewport: WINDOWS.phone, ...options })
    const page = await context.newPage()
    await page.goto(`${app.url}/r/demo-dak-mil`)
    return page
  }
  const responses = () => app.databases.read.selectFrom('response').selectAll().execute()
  const tap = (page: Page, name: string, value: string) =>
    page.locator(`label:has(#${name}-${value})`).click()

  it.each([
    ['with script', true],
    ['without script', false],
  ])('rates in three taps, %s', async (_how, javaScriptEnabled) => {
    const before = (await responses()).length
    const page = await openForm({ javaScriptEnabled })
    await tap(page, 'procedureField', 'land')
    await tap(page, 'overall', '2')
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    const after = await responses()
    expect(after).toHaveLength(before + 1)
    expect(
      after.filter((row) => row.overall === 2 && row.procedure_field_id === 'land').length,
    ).toBeGreaterThan(0)
  })

  it.each([
    ['with script', true],
    ['without script', false],
  ])('finds everything kept and the missing answer named, %s', async (_how, javaScriptEnabled) => {
    const before = (await responses()).length
    const page = await openForm({ javaScriptEnabled })
    await tap(page, 'procedureField', 'health')
    await tap(page, 'staff', '1')
    await page.locator('textarea').fill('Ễ Ộ Ữ: phải đi lại ba lần')
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.locator('#overall-error').waitFor()
    expect(await page.locator('#procedureField-health').isChecked()).toBe(true)
    expect(await page.locator('#staff-1').isChecked()).toBe(true)
    expect(await page.locator('textarea').inputValue()).toBe('Ễ Ộ Ữ: phải đi lại ba lần')
    expect(await responses()).toHaveLength(before)

    await tap(page, 'overall', '4')
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    expect((await responses()).map((row) => row.comment)).toContain('Ễ Ộ Ữ: phải đi lại ba lần')
  })

  it('is counted once after a double click, and after going back and sending again (F4)', async () => {
    const before = (await responses()).length
    const page = await openForm()
    await tap(page, 'procedureField', 'education')
    await tap(page, 'overall', '5')
    await page.getByRole('button', { name: 'Gửi đánh giá' }).dblclick()
    await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    expect(await responses()).toHaveLength(before + 1)

    await page.goBack()
    expect(await page.locator('#overall-5').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.waitForURL(/already-received/)
    expect(await responses()).toHaveLength(before + 1)
  })

  it('is told in a second tab that the rating was already received (F4)', async () => {
    const first = await openForm()
    await tap(first, 'procedureField', 'land')
    await tap(first, 'overall', '5')
    const key = await first.locator('input[name=submissionKey]').inputValue()
    await first.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await first.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    const before = (await responses()).length

    const second = await context.newPage()
    await second.goto(`${app.url}/r/demo-dak-mil`)
    // What a duplicated tab has: the same form with the same key.
    await second
      .locator('input[name=submissionKey]')
      .evaluate((input, value) => input.setAttribute('value', value), key)
    await tap(second, 'procedureField', 'land')
    await tap(second, 'overall', '1')
    await second.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await second.getByText('được giữ nguyên', { exact: false }).first().waitFor()
    expect(await responses()).toHaveLength(before)
  })

  it('rates by keyboard alone', async () => {
    const before = (await responses()).length
    const page = await openForm()
    await page.locator('#procedureField-land').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('id')).toBe('overall-1')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('#overall-3').isChecked()).toBe(true)
    await page.locator('button[type=submit]').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    expect(await responses()).toHaveLength(before + 1)
  })

  it('reads the same form in English, and what was chosen is remembered', async () => {
    const page = await openForm()
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByText('Overall, how satisfied are you').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.goto(`${app.url}/`)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  it('sees the figure move on the dashboard at once', async () => {
    const page = await openForm()
    await signInBrowser(page, app, { role: 'reform_office' })
    /** The base of S1, the third cell of its row. */
    const total = async () =>
      Number(await page.locator('#targets tbody tr').first().locator('td').nth(2).innerText())
    for (let i = 0; i < 10; i++) {
      await page.goto(`${app.url}/r/demo-dak-mil`)
      await tap(page, 'procedureField', 'land')
      await tap(page, 'overall', '5')
      await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
      await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    }
    await page.goto(`${app.url}/dashboard`)
    const before = await total()
    await page.goto(`${app.url}/r/demo-dak-mil`)
    await tap(page, 'procedureField', 'land')
    await tap(page, 'overall', '5')
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    await page.goto(`${app.url}/dashboard`)
    expect(await total()).toBe(before + 1)
  })
})
