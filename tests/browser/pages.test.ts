import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

let browser: Browser
let app: RunningApp
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite')
  for (const [index, touchpoint] of ['demo-dak-mil', 'demo-dak-song', 'demo-cu-jut'].entries()) {
    for (let i = 0; i < 40; i++) {
      const answers = { overall: 1 + ((i * (index + 2)) % 5), staff: 4, access: null }
      await postBody(
        app.url,
        submissionBody({ touchpoint, answers, procedureField: i % 3 ? 'land' : 'health' }),
      )
    }
  }
  const hour = { kind: 'hour', hour: 15, responses: 50, expected: 0.25, chance: 1e-90 }
  await app.databases.write
    .insertInto('review_flag')
    .values({
      touchpoint_code: 'demo-dak-mil',
      day: '2026-11-02',
      responses: 50,
      signals: JSON.stringify([hour]),
      found_at: '2026-11-02T08:20:00.000Z',
    })
    .execute()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

/** Opens a page and collects what the browser complains about. */
async function open(
  path: string,
  window: keyof typeof WINDOWS,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: WINDOWS[window] })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  await signInBrowser(page, app, { role: 'reform_office' })
  await page.goto(app.url + path, { waitUntil: 'networkidle' })
  return { page, complaints }
}

const CITIZENS_PAGES = [
  '/',
  '/r/demo-dak-mil',
  '/r/demo-dak-mil?lang=en',
  '/r/demo-kiosk',
  '/r/demo-dak-mil/thanks',
  '/r/demo-kiosk/thanks?state=already-received',
  '/results',
  '/results/data-dictionary',
]
const OFFICIALS_PAGES = [
  '/dashboard',
  '/dashboard?unit=ld-commune-dak-mil',
  '/dashboard?field=land&lang=en',
  '/dashboard?period=2020-Q1',
  '/dashboard/questions',
  '/dashboard/questions?lang=vi&unit=ld-commune-dak-mil',
  '/home',
  '/comments',
  '/review',
  '/review/demo-dak-mil/2026-11-02',
]

describe.each(Object.keys(WINDOWS) as (keyof typeof WINDOWS)[])('On a %s, a page', (window) => {
  it.each(window === 'kiosk' ? CITIZENS_PAGES : [...CITIZENS_PAGES, ...OFFICIALS_PAGES])(
    '%s has nothing that axe finds, fits the window and breaks no rule of its own',
    async (path) => {
      const { page, complaints } = await open(path, window)
      expect(await axeViolations(page)).toEqual([])
      expect(complaints).toEqual([])
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow).toBeLessThanOrEqual(0)
      await page.close()
    },
  )

  it('that is not there says so, accessibly', async () => {
    const { page } = await open('/nowhere', window)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.close()
  })
})

describe('The rating form', () => {
  it('with mistakes named has nothing that axe finds', async () => {
    const { page } = await open('/r/demo-dak-mil', 'phone')
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.locator('#overall-error').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.close()
  })

  it('costs at most 60 KB in at most 8 requests at the first visit', async () => {
    const context = await browser.newContext({ viewport: WINDOWS.phone })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    const sizes: number[] = []
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength))
    await page.goto(`${app.url}/r/demo-dak-mil`, { waitUntil: 'networkidle' })
    expect(sizes.length).toBeLessThanOrEqual(8)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * 1024)
    await context.close()
  })

  it('gives every target its size: 48 px on a phone, 88 px on a kiosk', async () => {
    for (const [path, window, least] of [
      ['/r/demo-dak-mil', 'phone', 48],
      ['/r/demo-kiosk', 'kiosk', 88],
    ] as const) {
      const { page } = await open(path, window)
      const heights = (await page.evaluate(
        `[...document.querySelectorAll('form label:has(input), form button, form textarea')].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)`,
      )) as number[]
      expect(heights.length).toBeGreaterThan(5)
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(least)
      await page.close()
    }
  })

  it('gives the five steps the same size', async () => {
    const { page } = await open('/r/demo-dak-mil', 'phone')
    const sizes = (await page.evaluate(
      `[...document.querySelectorAll('.scale')].map((scale) => [...scale.querySelectorAll('label')].map((e) => { const { width, height } = e.getBoundingClientRect(); return Math.round(width) + '×' + Math.round(height) }))`,
    )) as string[][]
    for (const steps of sizes) expect(new Set(steps).size).toBe(1)
    await page.close()
  })

  it('does not clip the marks above Vietnamese capitals: no box that hides overflow is lower than its text', async () => {
    const { page } = await open('/r/demo-dak-mil', 'phone')
    await page.evaluate(
      `for (const e of document.querySelectorAll('h1, h2, legend, .words, .choice, .button')) e.firstChild && (e.lastChild.textContent = 'ỄỘỮ ẬẨẪ ẤẦ')`,
    )
    const clipped = await page.evaluate(
      `[...document.querySelectorAll('h1, h2, legend, label, .words, .choice, .button')].filter((e) => getComputedStyle(e).overflow !== 'visible' && e.scrollHeight > e.clientHeight + 1).map((e) => e.outerHTML.slice(0, 80))`,
    )
    expect(clipped).toEqual([])
    // Two lines must not run into each other either: a line is higher than the ink from Ễ down to ợ.
    const roomy = await page.evaluate(
      `(() => { const c = document.createElement('canvas').getContext('2d'); const s = getComputedStyle(document.querySelector('h1')); c.font = s.fontWeight + ' ' + s.fontSize + ' ' + s.fontFamily; const m = c.measureText('ỄỘỮợgy'); return parseFloat(s.lineHeight) >= m.actualBoundingBoxAscent + m.actualBoundingBoxDescent })()`,
    )
    expect(roomy).toBe(true)
    await page.close()
  })
})

describe('A kiosk', () => {
  it('asks one question a screen, sends from any of them, and shows nothing of the last person', async () => {
    const { page } = await open('/r/demo-kiosk', 'kiosk')
    const visible = () => page.locator('fieldset:visible').count()
    expect(await visible()).toBe(1)
    await page.locator('label:has(#procedureField-land)').click()
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await page.locator('label:has(#overall-1)').click()
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
    await page.goBack({ waitUntil: 'networkidle' })
    expect(await page.locator('input[type=radio]:checked:not([name=respondentKind])').count()).toBe(0)
    await page.close()
  })
})
