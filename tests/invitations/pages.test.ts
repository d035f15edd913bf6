import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { HEADER, line } from '../support/dossier-files.ts'
import { dossierTotals, invitationOf, reportDossiers } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { scanned } from '../support/scanned.ts'
import { signInBrowser } from '../support/staff.ts'
import { turn } from '../support/turn.ts'

const CODE = 'H36.50.05.13-261001-0001'
const FILE = [
  HEADER,
  line(CODE),
  line('H36.50.05.13-261001-0002'),
  line('1'),
  line('H36-9', { unit: 'Xã Lạ' }),
]
const POINTS_PER_MM = 72 / 25.4

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['on a desktop', { viewport: WINDOWS.desktop, javaScriptEnabled: true }],
  ['on a phone without script', { viewport: WINDOWS.phone, javaScriptEnabled: false }],
])('An official, %s', (name, options) => {
  let app: RunningApp
  let context: BrowserContext
  let page: Page
  beforeEach(async () => {
    app = await startApp('sqlite')
    context = await browser.newContext(options)
    page = await context.newPage()
    await signInBrowser(page, app, { role: 'reform_office' })
  })
  afterEach(async () => {
    await context.close()
    await app.stop()
  })

  const look = async (what: string) => {
    const folder = process.env['SCREENSHOTS']
    if (folder) {
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${what}, ${name}.png`), fullPage: true })
    }
    if (options.javaScriptEnabled) expect(await axeViolations(page), what).toEqual([])
    const { width } = options.viewport
    const sheet = await page.locator('html').boundingBox()
    expect(sheet?.width, what).toBe(width)
  }
  /** Without script the page does not follow the work by itself. */
  const seeHeading = async (heading: string) => {
    const found = page.getByRole('heading', { name: heading })
    while (!options.javaScriptEnabled && !(await found.isVisible())) await page.reload()
    await found.waitFor()
  }

  it('imports a list, reads what was refused, and gets the invitations', async () => {
    await page.goto(`${app.url}/dossiers`)
    await look('no imports yet')
    await page.setInputFiles('#file', {
      name: 'hồ sơ tháng 10.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(FILE.join('\n')),
    })
    await page.getByRole('button', { name: 'Gửi tệp và xem trước' }).click()
    await page.getByRole('heading', { level: 1, name: 'hồ sơ tháng 10.csv' }).waitFor()
    await look('choosing columns')
    await page.getByRole('button', { name: 'Kiểm tra (chưa nhập)' }).click()
    await seeHeading('Kết quả kiểm tra')
    await look('checked')
    await page.getByRole('button', { name: 'Nhập 2 hồ sơ' }).click()
    await seeHeading('Kết quả nhập')
    await look('imported')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải tệp lời mời (một lần)' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('loi-moi-danh-gia.csv')
    await page.goto(`${app.url}/dossiers`)
    await look('one import')
    await page.goto(`${app.url}/dossiers/response`)
    await look('response rate')
    await page.goto(`${app.url}/api-keys`)
    await page.getByLabel('Tên phần mềm hoặc nơi dùng').fill('Một cửa Đắk Mil')
    await page.locator('#unit').selectOption('ld-commune-dak-mil')
    await page.getByRole('button', { name: 'Lập khóa' }).click()
    await page.getByRole('heading', { name: 'Khóa vừa lập' }).waitFor()
    await look('a key')
  })

  it('is told what is wrong with a file that cannot be read', async () => {
    await page.goto(`${app.url}/dossiers`)
    await page.setInputFiles('#file', {
      name: 'a.xlsx',
      mimeType: 'x',
      buffer: Buffer.from('PK\x03\x04nope'),
    })
    await page.getByRole('button', { name: 'Gửi tệp và xem trước' }).click()
    await page.getByText('Không đọc được tệp XLSX').waitFor()
    await look('an unreadable file')
  })

  it('prints the slip of a dossier, and its QR code opens the form', async () => {
    await reportDossiers(app, [CODE])
    await page.goto(`${app.url}/dossiers/slip`)
    await look('asking for a code')
    await page.getByLabel('Mã hồ sơ').fill('h36.50.05.13-261001-0001')
    await page.getByRole('button', { name: 'Lập phiếu' }).click()
    await page.locator('.slip').waitFor()
    await look('a slip')
    const picture = await page.locator('.slip .qr').screenshot()
    const address = new URL((await scanned(browser, picture)) ?? '')
    expect(address.pathname).toBe(invitationOf(app, CODE))
    expect((await dossierTotals(app)).invited).toBe(1)

    const citizen = await browser.newPage(options)
    await citizen.goto(app.url + address.pathname)
    await citizen.getByText('Thư mời này dành cho một hồ sơ').waitFor()
    if (process.env['SCREENSHOTS'])
      await citizen.screenshot({
        path: join(process.env['SCREENSHOTS'], `form, ${name}.png`),
        fullPage: true,
      })
    await citizen.locator('#overall-5').check()
    await citizen.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await citizen.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị!' }).waitFor()
    await citizen.goto(app.url + address.pathname)
    await citizen.getByRole('heading', { level: 1, name: 'Hồ sơ này đã được đánh giá' }).waitFor()
    await citizen.close()
    while ((await dossierTotals(app)).answered === 0) await turn()
    const rows = await app.databases.read
      .selectFrom('response')
      .select(['mode', 'uncounted_reason'])
      .execute()
    expect(rows).toEqual([{ mode: 'invitation', uncounted_reason: null }])
  })
})

describe('Slips', () => {
  it('are four on a sheet of A4', async () => {
    const app = await startApp('sqlite')
    const page = await browser.newPage({ viewport: WINDOWS.desktop })
    await signInBrowser(page, app, { role: 'reform_office' })
    await page.goto(`${app.url}/dossiers`)
    const rows = Array.from({ length: 9 }, (_, index) => line(`H36.50.05.13.${'9'.repeat(40)}-${index}`))
    const buffer = Buffer.from([HEADER, ...rows].join('\n'))
    await page.setInputFiles('#file', { name: 'a.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Gửi tệp và xem trước' }).click()
    await page.getByRole('button', { name: 'Kiểm tra (chưa nhập)' }).click()
    await page.getByRole('button', { name: 'Nhập 9 hồ sơ' }).click()
    await page.getByRole('button', { name: 'Mở trang in phiếu mời' }).click()
    await page.locator('.slip').nth(8).waitFor()
    expect(await axeViolations(page)).toEqual([])
    if (process.env['SCREENSHOTS'])
      await page.screenshot({ path: join(process.env['SCREENSHOTS'], 'slips.png'), fullPage: true })
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const [, width, height] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
    expect(Number(width) / POINTS_PER_MM).toBeCloseTo(210, 0)
    expect(Number(height) / POINTS_PER_MM).toBeCloseTo(297, 0)
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3)
    const cut = await page.evaluate(
      "[...document.querySelectorAll('.slip')].filter((slip) => slip.scrollHeight > slip.clientHeight).length",
    )
    expect(cut).toBe(0)
    await page.close()
    await app.stop()
  })
})
