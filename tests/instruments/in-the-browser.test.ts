import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn, signInBrowser } from '../support/staff.ts'

let browser: Browser
let app: RunningApp
let now = new Date('2026-11-24T03:00:00Z')
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite', { clock: () => now })
  const office = await signedIn(app, { role: 'reform_office' })
  await office
    .post('/instruments/versions/tt01-slip-1/assign')
    .type('form')
    .send({ opens_on: '2026-12-01', 'at_demo-dak-mil': 'on', 'at_demo-kiosk': 'on' })
  await office
    .post('/instruments/versions/moh-inpatient-1/assign')
    .type('form')
    .send({ opens_on: '2026-12-01', 'at_demo-dak-song': 'on' })
  await office
    .post('/instruments/versions/tt32-online-1/assign')
    .type('form')
    .send({ opens_on: '2026-12-01', 'at_demo-cu-jut': 'on' })
  await office.post('/instruments/versions/one-stop-1/draft').type('form').send({})
  now = new Date('2026-12-02T03:00:00Z')
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

async function open(
  path: string,
  { window, javaScriptEnabled = true }: { window: keyof typeof WINDOWS; javaScriptEnabled?: boolean },
): Promise<Page> {
  const context = await browser.newContext({ viewport: WINDOWS[window], locale: 'vi-VN', javaScriptEnabled })
  const page = await context.newPage()
  await signInBrowser(page, app, { role: 'administrator' })
  await page.goto(app.url + path)
  return page
}

const FAULT = '[data-asked-if="index_3"]'
const stored = async () =>
  (await app.databases.read.selectFrom('response').select('answers').orderBy('received_at').execute()).map(
    ({ answers }) => answers,
  )

describe('A question that is not for everybody', () => {
  it('appears on a phone to whom it is for, and is sent by nobody else', async () => {
    const page = await open('/r/demo-dak-mil', { window: 'phone' })
    expect(await page.locator(FAULT).isVisible()).toBe(false)
    await page.locator('label:has(#index_3-3)').click()
    await page.locator('label:has(#index_3_own_fault-1)').click()
    await page.locator('label:has(#index_3-1)').click()
    expect(await page.locator(FAULT).isVisible()).toBe(false)
    await page.locator('label:has(#overall-4)').click()
    await page.locator('label:has(#procedureField-land)').click()
    await page.locator('form[data-rating-form] button[type=submit]').click()
    await page.waitForURL(/thanks/)
    expect(await stored()).toContain('{"index_3":1}')
  })

  it('stands there without script, with whom it is for', async () => {
    const page = await open('/r/demo-dak-mil', { window: 'phone', javaScriptEnabled: false })
    expect(await page.locator(FAULT).isVisible()).toBe(true)
    expect(await page.locator(`${FAULT} .hint`).first().textContent()).toContain(
      'Câu này chỉ dành cho Quý vị đã chọn «Hơn một lần»',
    )
    await page.locator('label:has(#index_3_own_fault-2)').click()
    await page.locator('label:has(#index_3-3)').click()
    await page.locator('label:has(#overall-2)').click()
    await page.locator('label:has(#procedureField-land)').click()
    await page.locator('form[data-rating-form] button[type=submit]').click()
    await page.waitForURL(/thanks/)
    expect(await stored()).toContain('{"index_3":3,"index_3_own_fault":2}')
  })

  it('is a screen of a kiosk only for whom it is for', async () => {
    const page = await open('/r/demo-kiosk', { window: 'kiosk' })
    const next = page.locator('[data-next]')
    const screen = page.locator('.step:not([hidden]) legend').first()
    const until = async (question: string) => {
      for (let i = 0; i < 12 && !(await screen.textContent())?.includes(question); i++) await next.click()
    }
    if (await page.locator('#procedureField-land').isVisible()) {
      await page.locator('label:has(#procedureField-land)').click()
    }
    await page.locator('label:has(#overall-4)').click()
    await until('Số lần phải liên hệ')
    const steps = async () =>
      /\/(\d+)/.exec((await page.locator('[data-progress] p').textContent()) ?? '')?.[1]
    const before = Number(await steps())
    await page.locator('label:has(#index_3-3)').click()
    expect(Number(await steps())).toBe(before + 1)
    await next.click()
    expect(await screen.textContent()).toContain('do lỗi của người nộp')
    await page.locator('[data-back]').click()
    await page.locator('label:has(#index_3-1)').click()
    await next.click()
    expect(await screen.textContent()).toContain('Số cơ quan')
  })
})

describe('The form of another questionnaire', () => {
  it('rates online services on three levels', async () => {
    const page = await open('/r/demo-cu-jut', { window: 'phone' })
    expect(await page.locator('[name=overall_of_three]').count()).toBe(3)
    await page.locator('label:has(#overall_of_three-3)').click()
    if (await page.locator('#procedureField-land').isVisible()) {
      await page.locator('label:has(#procedureField-land)').click()
    }
    await page.locator('form[data-rating-form] button[type=submit]').click()
    await page.waitForURL(/thanks/)
    expect(await stored()).toContain('{"overall_of_three":3}')
  })

  it('takes numbers and words from a phone', async () => {
    const page = await open('/r/demo-dak-song', { window: 'phone' })
    await page.locator('label:has(#overall-5)').click()
    if (await page.locator('#procedureField-health').isVisible()) {
      await page.locator('label:has(#procedureField-health)').click()
    }
    await page.locator('#g1').fill('95')
    await page.locator('#g3').fill('12')
    await page.locator('form[data-rating-form] button[type=submit]').click()
    await page.waitForURL(/thanks/)
    expect(await stored()).toContain('{"g1":"95","g3":"12"}')
  })

  it.each(['/r/demo-dak-mil', '/r/demo-dak-song', '/r/demo-cu-jut', '/r/demo-kiosk'])(
    'is accessible at %s',
    async (path) => {
      const page = await open(path, { window: path.includes('kiosk') ? 'kiosk' : 'phone' })
      expect(await axeViolations(page)).toEqual([])
      await page.context().close()
    },
  )
})

describe('The editor', () => {
  it.each([
    '/instruments',
    '/instruments/new',
    '/instruments/versions/moh-inpatient-1',
    '/instruments/versions/one-stop-1/assign',
    '/instruments/versions/tt32-online-1/preview?as=phone',
    '/instruments/versions/moh-outpatient-1/preview?as=kiosk',
    '/instruments/drafts/sipas-2640',
    '/instruments/drafts/one-stop',
    '/instruments/drafts/one-stop/details',
    '/instruments/drafts/one-stop/new-item/choice',
    '/instruments/drafts/one-stop/new-item/number',
    '/instruments/drafts/one-stop/items/visits',
  ])('is accessible and fits a phone and a desk at %s', async (path) => {
    for (const window of ['phone', 'desktop'] as const) {
      const page = await open(path, { window })
      expect(await axeViolations(page)).toEqual([])
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow).toBe(0)
      await page.context().close()
    }
  })

  it('shows a preview that cannot be sent, not by Enter either', async () => {
    for (const as of ['phone', 'kiosk'] as const) {
      const page = await open(`/instruments/drafts/one-stop/preview?as=${as}`, { window: as })
      expect(await page.getByRole('note').textContent()).toContain('không gửi được')
      const before = (await stored()).length
      await page.evaluate("document.querySelector('form[data-rating-form] [type=submit]').click()")
      if (as === 'phone') await page.locator('#overall-4').press('Enter')
      expect(await page.locator('form[data-rating-form] [type=submit]').isDisabled()).toBe(true)
      expect(page.url()).toContain('/preview')
      expect((await stored()).length).toBe(before)
    }
  })

  it('is worked by keyboard alone', async () => {
    const page = await open('/instruments/drafts/one-stop/new-item/yes_no', { window: 'desktop' })
    await page.locator('#text_vi').focus()
    for (const words of ['Có biên nhận không?', 'Was there a receipt?', 'Biên nhận', 'Receipt']) {
      await page.keyboard.type(words)
      await page.keyboard.press('Tab')
    }
    await page.locator('#source').focus()
    await page.keyboard.type('Sở Nội vụ')
    await page.keyboard.press('Tab')
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/drafts\/one-stop$/)
    const added = page.locator('li#receipt')
    expect(await added.textContent()).toContain('Có biên nhận không?')
    await added.getByRole('button', { name: /Lên trước/ }).focus()
    await page.keyboard.press('Enter')
    await page.locator('li#receipt + li').waitFor()
  })
})
