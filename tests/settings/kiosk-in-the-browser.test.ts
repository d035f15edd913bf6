import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { becomeIndependent, enrolKiosk, openKiosk, until } from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { enter } from './entering.ts'
import { png } from './pictures.ts'

describe('An enrolled kiosk', () => {
  let browser: Browser
  let app: RunningApp
  let office: StaffAgent
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    browser = await launchBrowser()
    app = await startApp('sqlite')
    office = await signedIn(app, { role: 'reform_office' })
    context = await browser.newContext()
    page = await enrolKiosk(context, app)
    await becomeIndependent(page)
    await page.clock.install()
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  /** Its next sign of life, without anybody waiting a minute for it: it beats when the network is back. */
  const beat = () => page.evaluate(`dispatchEvent(new Event('online'))`)
  const attract = () => page.locator('[data-stage=attract]')

  it('shows the province’s name and logo with its next sign of life, without an update', async () => {
    const version = await page.locator('[data-stage]').getAttribute('data-version')
    await enter(app, office, { provinceNameVi: 'Tỉnh Lâm Đồng', defaultLanguage: '' })
    await office
      .post('/settings/logo')
      .field('revision', '1')
      .attach('file', png({ shade: 90 }), 'logo.png')
    await beat()
    await attract().getByText('Tỉnh Lâm Đồng', { exact: true }).waitFor()
    await until(page, `document.querySelector('.from img')?.naturalWidth === 200`)
    expect(await page.locator('[data-stage]').getAttribute('data-version')).toBe(version)
    expect(await axeViolations(page)).toEqual([])
  })

  it('keeps the logo through a restart without a network', async () => {
    await context.setOffline(true)
    const other = await openKiosk(context, app.url)
    await until(other, `document.querySelector('.from img')?.naturalWidth === 200`)
    await other.close()
    await context.setOffline(false)
  })

  it('offers the languages that are ticked and greets in the first', async () => {
    await enter(app, office, { defaultLanguage: 'en' })
    await beat()
    await attract().getByRole('heading', { name: 'Please rate the service' }).waitFor()
    await page.getByRole('button', { name: 'Tiếng Việt' }).click()
    await attract().getByRole('heading', { name: 'Mời Quý vị đánh giá việc phục vụ' }).waitFor()
    await enter(app, office, { 'language.en': null, defaultLanguage: '' })
    await beat()
    await page.locator('[data-languages]').waitFor({ state: 'hidden' })
    expect(await page.evaluate('document.documentElement.lang')).toBe('vi')
  })

  it('asks after the new time whether somebody is still there', async () => {
    await enter(app, office, { idleSeconds: '15', provinceNameVi: 'Tỉnh khác' })
    await beat()
    await attract().getByText('Tỉnh khác').waitFor()
    await page.locator('[data-begin]').click()
    await page.clock.fastForward(13_000)
    expect(await page.locator('dialog[data-idle]').isVisible()).toBe(false)
    await page.clock.fastForward(3_000)
    await page.locator('dialog[data-idle]').waitFor()
    await page.clock.fastForward(11_000)
    await attract().waitFor()
  })
})
