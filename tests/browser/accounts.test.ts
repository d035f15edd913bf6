import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { addUser } from '../../server/accounts/user.command.ts'
import { PASSWORD } from '../accounts/people.ts'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

describe('Officials in the browser', () => {
  let browser: Browser
  let app: RunningApp
  let now: Date
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    browser = await launchBrowser()
    app = await startApp('sqlite', { clock: () => now })
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  const newPage = async (window: keyof typeof WINDOWS = 'desktop'): Promise<Page> => {
    const context = await browser.newContext({ viewport: WINDOWS[window] })
    return context.newPage()
  }
  const here = (link: string): string => {
    const { pathname, search } = new URL(link)
    return app.url + pathname + search
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

  /** Sets password and authenticator with the keyboard alone. @returns the authenticator's key. */
  async function enrol(page: Page, link: string): Promise<string> {
    await page.goto(here(link))
    const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
    await page.getByLabel('Mật khẩu mới', { exact: true }).focus()
    for (const text of [PASSWORD, PASSWORD, codeAt(secret, now)]) {
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await heading(page, 'Mã khôi phục')
    return secret
  }

  async function signIn(page: Page, login: string, secret: string): Promise<void> {
    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Tên đăng nhập').focus()
    for (const text of [login, PASSWORD, codeAt(secret, now)]) {
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
  }

  it('come in by a link, sign out, and sign in again to where they wanted to go', async () => {
    const page = await newPage()
    const user = { login: 'hue', name: 'Nguyễn Thị Huệ', role: 'administrator' }
    const secret = await enrol(page, await addUser(app.databases, app.config, user, now))
    expect(await page.locator('.recovery-codes li').count()).toBe(10)
    // Another language would be another page, and the codes are shown only on this one.
    expect(await page.getByRole('link', { name: 'English' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Đã cất các mã, tiếp tục' }).click()
    await page.waitForURL(`${app.url}/home`)
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await heading(page, 'Đăng nhập')
    await page.goto(`${app.url}/audit?login=hue`)
    await heading(page, 'Đăng nhập')
    await signIn(page, 'hue', secret)
    await heading(page, 'Nhật ký')
    expect(page.url()).toBe(`${app.url}/audit?login=hue`)
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await heading(page, 'Đăng nhập')
    await page.goBack()
    await heading(page, 'Đăng nhập')
  })

  it('are told what was wrong, by the keyboard’s way', async () => {
    const page = await newPage('phone')
    await page.goto(`${app.url}/sign-in`)
    await signIn(page, 'nobody', 'JBSWY3DPEHPK3PXP')
    await page.getByRole('alert').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('alert').getByRole('link').press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('login')
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('nobody')
    expect(await page.getByLabel('Mật khẩu').inputValue()).toBe('')
  })

  it('get another role from an administrator, and have it at the next click', async () => {
    const [admin, clerk] = [await newPage(), await newPage()]
    await signInBrowser(admin, app, { role: 'administrator' })
    await admin.goto(`${app.url}/staff/new`)
    await admin.getByLabel('Họ và tên').fill('Phạm Minh')
    await admin.getByLabel('Tên đăng nhập').fill('minh')
    await admin.getByLabel('Vai trò', { exact: true }).selectOption('clerk')
    await admin.getByLabel('Đơn vị').selectOption('ld-commune-dak-mil')
    await admin.getByRole('button', { name: 'Thêm và tạo liên kết' }).click()
    await heading(admin, 'Liên kết dùng một lần')
    await enrol(clerk, await admin.locator('.one-time-link').innerText())
    await clerk.goto(`${app.url}/account`)
    const menu = clerk.getByRole('navigation', { name: 'Các trang' })
    expect(await menu.getByRole('link', { name: 'Bảng theo dõi' }).count()).toBe(0)

    await admin.getByRole('link', { name: 'Đã chuyển, xem tài khoản' }).click()
    await admin.getByLabel('Vai trò', { exact: true }).selectOption('head_of_unit')
    await admin.getByLabel('Đơn vị').selectOption('ld-commune-dak-mil')
    await admin.getByRole('button', { name: 'Giao vai trò' }).click()
    await admin.getByText('Đã giao vai trò.').waitFor()
    await clerk.reload()
    await menu.getByRole('link', { name: 'Bảng theo dõi' }).click()
    await clerk.getByRole('heading', { level: 1, name: 'Xã Đắk Mil' }).waitFor()

    await admin.getByRole('button', { name: 'Khóa tài khoản' }).click()
    await admin.getByText('Đã khóa tài khoản.').waitFor()
    await clerk.reload()
    await heading(clerk, 'Đăng nhập')
  })

  describe.each(['phone', 'desktop', 'kiosk'] as const)('on a %s', (window) => {
    it.each([
      ['/sign-in', 'Đăng nhập'],
      ['/account', 'Tài khoản của tôi'],
      ['/staff', 'Cán bộ'],
      ['/staff/new', 'Thêm cán bộ'],
      ['/audit', 'Nhật ký'],
      ['/audit?login=nobody-at-all', 'Nhật ký'],
      ['/audit?lang=en', 'Audit'],
    ])('find %s without anything that axe finds, within the window', async (path, name) => {
      const page = await newPage(window)
      await signInBrowser(page, app, { role: 'administrator' })
      await page.goto(app.url + path, { waitUntil: 'networkidle' })
      await heading(page, name)
      await expectSound(page)
    })

    it('find the pages of a link and of one person so', async () => {
      const page = await newPage(window)
      const user = { login: `an-${window}`, name: 'Hồ An', role: 'clerk', unit: 'ld-commune-dak-mil' }
      const link = await addUser(app.databases, app.config, user, now)
      await page.goto(here(link))
      await heading(page, 'Thiết lập tài khoản')
      await expectSound(page)
      await page.getByRole('button', { name: 'Hoàn tất' }).click()
      await page.getByRole('alert').waitFor()
      await expectSound(page)
      await enrol(page, link)
      await expectSound(page)
      await signInBrowser(page, app, { role: 'administrator' })
      await page.goto(`${app.url}/staff`)
      await page.getByRole('link', { name: 'Hồ An' }).first().click()
      await heading(page, 'Hồ An')
      await expectSound(page)
      await page.getByRole('button', { name: 'Cấp lại quyền truy cập' }).click()
      await heading(page, 'Liên kết dùng một lần')
      await expectSound(page)
    })
  })

  async function expectSound(page: Page): Promise<void> {
    expect(await axeViolations(page)).toEqual([])
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBeLessThanOrEqual(0)
  }
})
