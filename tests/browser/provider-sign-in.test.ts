import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { enrolled, type Person } from '../accounts/people.ts'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { providerVariables, startProvider, type TestProvider } from '../support/identity-provider.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

let browser: Browser
let provider: TestProvider
let app: RunningApp
let now: Date
let owner: Person
let page: Page
beforeAll(async () => {
  now = new Date('2026-11-24T03:00:00Z')
  browser = await launchBrowser()
  provider = await startProvider()
  app = await startApp('sqlite', {
    clock: () => now,
    host: 'localhost',
    variables: providerVariables(provider),
  })
  provider.serve(`${app.url}/sign-in/provider/callback`)
  owner = await enrolled(app, 'lan')
  page = await browser.newPage({ viewport: WINDOWS.phone })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await provider.stop()
})

it('An official links the account of the organisation and signs in by it, on a phone', async () => {
  provider.person = { subject: 'lan-at-the-province', amr: ['pwd'] }
  await page.context().addCookies(
    owner.cookies.map((cookie) => {
      const [name = '', value = ''] = cookie.split('=')
      return { name, value, url: app.url }
    }),
  )
  await page.goto(`${app.url}/account`)
  await page.getByRole('link', { name: 'Liên kết', exact: true }).click()
  now = new Date(now.getTime() + 60_000)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(owner.password)
  await page.getByLabel('Mã xác thực').fill(codeAt(owner.secret, now))
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await page.getByRole('heading', { name: 'Liên kết với tài khoản công vụ' }).waitFor()
  await expectSound()
  await page.getByRole('link', { name: 'Mở trang đăng nhập của cơ quan' }).click()
  await page.getByRole('heading', { name: 'Liên kết với «lan-at-the-province@so.lamdong.example»' }).waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Liên kết' }).click()
  await page.getByText('Đã liên kết với tài khoản cơ quan.').waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()

  await page.getByRole('link', { name: 'Đăng nhập bằng tài khoản công vụ' }).waitFor()
  await expectSound()
  await page.getByRole('link', { name: 'Đăng nhập bằng tài khoản công vụ' }).click()
  await page.getByRole('heading', { name: 'Xác thực bước hai' }).waitFor()
  await expectSound()
  now = new Date(now.getTime() + 60_000)
  await page.getByLabel('Mã xác thực').fill(codeAt(owner.secret, now))
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL(`${app.url}/home`)
  await page.getByRole('button', { name: 'Đăng xuất' }).click()

  // Signing out here leaves the session at the provider, which is as it was.
  await page.context().clearCookies({ domain: '127.0.0.1' })
  provider.person = { subject: 'lan-at-the-province', amr: ['pwd', 'otp'] }
  await page.getByRole('link', { name: 'Đăng nhập bằng tài khoản công vụ' }).click()
  await page.waitForURL(`${app.url}/home`)
})

async function expectSound(): Promise<void> {
  expect(await axeViolations(page)).toEqual([])
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBeLessThanOrEqual(0)
}
