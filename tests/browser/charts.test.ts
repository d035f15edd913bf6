import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])

describe('The charts of the dashboard', () => {
  let browser: Browser
  let app: RunningApp
  beforeAll(async () => {
    browser = await launchBrowser()
    app = await startApp('sqlite', { clock: () => new Date('2026-11-24T03:00:00Z') })
    await countAnswers(app.databases, [
      { unit: 'ld-commune-dak-mil-centre', day: '2026-07-10', satisfied: 80, dissatisfied: 20 },
      {
        unit: 'ld-commune-cu-jut-centre',
        day: '2026-09-10',
        satisfied: 95,
        dissatisfied: 9,
        field: 'health',
      },
      {
        unit: 'ld-commune-nam-dong-centre',
        day: '2026-09-10',
        satisfied: 40,
        kind: 'business',
        mode: 'phone',
      },
    ])
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  async function open(path: string, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ viewport: WINDOWS.desktop, javaScriptEnabled })
    const page = await context.newPage()
    await signInBrowser(page, app, { role: 'reform_office' })
    await page.goto(app.url + path, { waitUntil: 'networkidle' })
    return page
  }

  it('stand above the tables that they draw, and say so to those who do not see them', async () => {
    const page = await open('/dashboard?period=2026-Q3')
    for (const table of ['units', 'fields', 'months', 'modes', 'kinds']) {
      const canvas = page.locator(`#${table} canvas[role=img]`)
      expect(await canvas.getAttribute('aria-label')).toContain('số liệu ở bảng ngay dưới')
      expect(await canvas.getAttribute('aria-describedby')).toBe(`${table}-table`)
      expect(await page.locator(`#${table}-table`).count()).toBe(1)
      const colours = await page.evaluate(
        `new Set(document.querySelector('#${table} canvas').getContext('2d').getImageData(0, 0, 600, 150).data).size`,
      )
      expect([table, Number(colours) > 10]).toEqual([table, true])
    }
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  it('leave a gap where nobody answered', async () => {
    const page = await open('/dashboard?period=2026-Q3')
    const shares = await page.evaluate(
      `JSON.parse(document.querySelector('#months script[type="application/json"]').textContent).shares.slice(-3)`,
    )
    expect(shares).toEqual([80, null, expect.closeTo(93.75, 2)])
    await page.context().close()
  })

  it('can be saved as a picture', async () => {
    const page = await open('/dashboard?period=2026-Q3')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#fields [data-save-chart]').click(),
    ])
    expect(download.suggestedFilename()).toBe('fields.png')
    const picture = readFileSync(await download.path())
    expect(picture.subarray(0, 4)).toEqual(PNG)
    expect(picture.length).toBeGreaterThan(5000)
    await page.context().close()
  })

  it('are not missed without script: the tables are there, and no empty frames', async () => {
    const page = await open('/dashboard?period=2026-Q3', false)
    expect(await page.locator('[data-chart]').first().isVisible()).toBe(false)
    expect(await page.locator('#units-table tbody tr').count()).toBeGreaterThan(20)
    await page.getByLabel('Chọn kỳ').selectOption('2026-07')
    await page.getByRole('button', { name: 'Xem' }).first().click()
    expect(page.url()).toContain('period=2026-07')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Tháng 7/2026')
    await page.context().close()
  })
})
