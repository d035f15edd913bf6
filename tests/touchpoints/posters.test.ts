import jsqr from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import type { Response } from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn, signInBrowser } from '../support/staff.ts'

// The package is CommonJS: its default export is one level down.
const decode = jsqr.default
const PUBLIC_URL = 'http://danhgia.example.vn'
const CODE = 'cfhj2346'
const SIZES = [
  ['a4', 210, 297],
  ['a5', 148, 210],
  ['a6', 105, 148],
] as const
const POINTS_PER_MM = 72 / 25.4

let browser: Browser
let app: RunningApp
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite', { variables: { PUBLIC_URL } })
  await app.databases.write
    .updateTable('touchpoint')
    .set({ code: CODE, place: 'Sảnh chờ tầng 1', counter: '3', procedure_field_id: 'land' })
    .where('code', '=', 'demo-dak-mil')
    .execute()
  // 192 pixels an inch: less than any printer prints, more than a screen shows.
  page = await browser.newPage({ viewport: WINDOWS.desktop, deviceScaleFactor: 2 })
  await signInBrowser(page, app, { role: 'reform_office' })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const open = (size: string) => page.goto(`${app.url}/touchpoints/${CODE}/poster/${size}`)

/** What a phone's camera would read from a picture (PNG or SVG). */
async function scanned(picture: Buffer, type: string): Promise<string | undefined> {
  const blank = await browser.newPage()
  const [width, pixels] = (await blank.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:${type};base64,${picture.toString('base64')}'
    await image.decode()
    const width = Math.max(image.width, 600)
    const height = Math.round((image.height * width) / image.width)
    const ctx = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
    ctx.drawImage(image, 0, 0, width, height)
    let bytes = ''
    for (const byte of ctx.getImageData(0, 0, width, height).data) bytes += String.fromCharCode(byte)
    return [width, btoa(bytes)]
  })()`)) as [number, string]
  await blank.close()
  const data = new Uint8ClampedArray(Buffer.from(pixels, 'base64'))
  return decode(data, width, data.length / 4 / width)?.data
}

/** Page sizes of a PDF in mm. */
function pdfPages(pdf: Buffer): { width: number; height: number }[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/\/Type \/Page\b(?!s)[\s\S]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => ({
      width: Number(width) / POINTS_PER_MM,
      height: Number(height) / POINTS_PER_MM,
    }),
  )
}

/** What sticks out of the sheet, or is nearer than 5 mm to its edge. */
const nearTheEdge = (mm: number) => `(() => {
  const sheet = document.querySelector('.poster').getBoundingClientRect()
  const margin = (${mm} / 25.4) * 96
  return [...document.querySelectorAll('.poster *')].filter((e) => {
    const box = e.getBoundingClientRect()
    return box.left < sheet.left + margin || box.right > sheet.right - margin || box.top < sheet.top + margin || box.bottom > sheet.bottom - margin
  }).map((e) => e.outerHTML.slice(0, 80))
})()`

describe.each(SIZES)('A printed %s', (size, width, height) => {
  it('is exactly one page of its size', async () => {
    await open(size)
    const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: false }))
    expect(pages).toHaveLength(1)
    expect(Math.abs((pages[0]?.width ?? 0) - width)).toBeLessThan(0.6)
    expect(Math.abs((pages[0]?.height ?? 0) - height)).toBeLessThan(0.6)
  })

  it('keeps clear of the edge, with the longest names too', async () => {
    await open(size)
    expect(await page.evaluate(nearTheEdge(5))).toEqual([])
    await page.evaluate(`{
      const unit = document.querySelector('.poster .unit')
      unit.classList.add('long')
      unit.textContent = 'Trung tâm Phục vụ hành chính công phường Bắc Gia Nghĩa và các điểm tiếp nhận hồ sơ '.repeat(3).slice(0, 200)
      document.querySelector('.poster .where').textContent = 'Hành lang phía Đông, tầng trệt, cạnh phòng tiếp dân '.repeat(3).slice(0, 120)
    }`)
    expect(await page.evaluate(nearTheEdge(5))).toEqual([])
    expect(pdfPages(await page.pdf({ preferCSSPageSize: true }))).toHaveLength(1)
  })

  it('carries a QR code that leads to the form at the public address, wherever the page was asked for', async () => {
    await open(size)
    const picture = await page.locator('.poster').screenshot()
    expect(await scanned(picture, 'image/png')).toBe(`${PUBLIC_URL}/r/${CODE}`)
  })

  it('says how to type, what is not recorded, and which field is rated, in both languages', async () => {
    await open(size)
    const text = await page.locator('.poster').innerText()
    for (const words of [
      'CFHJ-2346',
      'danhgia.example.vn/ma',
      'không ghi tên',
      'No name',
      'Đất đai',
      'Please rate',
    ])
      expect(text).toContain(words)
  })

  it('has nothing that axe finds', async () => {
    await open(size)
    expect(await axeViolations(page)).toEqual([])
  })
})

describe('A QR code to download', () => {
  it.each([
    ['svg', 'image/svg+xml'],
    ['png', 'image/png'],
  ])('as %s is black on white with a quiet zone, and is read', async (kind, type) => {
    const office = await signedIn(app, { role: 'clerk' })
    const answer = await office.get(`/touchpoints/${CODE}/qr.${kind}`).buffer(true).parse(binary)
    expect(answer.headers['content-type']).toContain(type)
    expect(answer.headers['content-disposition']).toContain(`qr-${CODE}.${kind}`)
    expect(await scanned(answer.body, type)).toBe(`${PUBLIC_URL}/r/${CODE}`)
  })

  it('is still read with a stain on a tenth of it', async () => {
    const office = await signedIn(app, { role: 'clerk' })
    const { body } = await office.get(`/touchpoints/${CODE}/qr.svg`).buffer(true).parse(binary)
    const stained = body.toString().replace('</svg>', '<path fill="#ffffff" d="M15 15h10v10h-10z"/></svg>')
    expect(stained).not.toBe(body.toString())
    expect(await scanned(Buffer.from(stained), 'image/svg+xml')).toBe(`${PUBLIC_URL}/r/${CODE}`)
  })

  it('is not offered for a kiosk, whose ratings count as given at the office', async () => {
    const office = await signedIn(app, { role: 'clerk' })
    expect((await office.get('/touchpoints/demo-kiosk/qr.svg')).status).toBe(404)
    expect((await office.get('/touchpoints/demo-kiosk/poster/a4')).status).toBe(404)
    expect((await office.get(`/touchpoints/${CODE}/poster/a3`)).status).toBe(404)
  })
})

/** Keeps an answer's bytes as they are. */
function binary(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = []
  answer.on('data', (part: Buffer) => parts.push(Buffer.from(part)))
  answer.on('end', () => done(null, Buffer.concat(parts)))
}
