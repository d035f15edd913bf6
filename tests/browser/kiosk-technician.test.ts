import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts'
import {
  enrolKiosk,
  enrolmentCode,
  nothingWaits,
  openCorner,
  PIN,
  rate,
  until,
  waiting,
} from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

let browser: Browser
let app: RunningApp
let proxy: FaultyProxy
let context: BrowserContext
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startApp('sqlite')
  proxy = await startFaultyProxy(app.url)
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  await proxy.close()
  await app.stop()
})

const said = (page: Page, text: string) => page.locator('[data-said]').getByText(text).waitFor()
const fact = (page: Page, name: string) => page.locator(`[data-fact=${name}]`).innerText()
const task = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const events = async (kind: 'self_test' | 'technician' | 'dead_letter') => {
  const rows = await app.databases.read
    .selectFrom('device_event')
    .select('detail')
    .where('kind', '=', kind)
    .orderBy('occurred_at')
    .execute()
  return rows.map(({ detail }) => JSON.parse(detail))
}
const noLongerLoses = async (page: Page) => {
  proxy.fault = () => null
  await page.evaluate("dispatchEvent(new Event('online'))")
}

describe('A technician', () => {
  it('enrols a device with a code, and is told beside the field what is wrong', async () => {
    const page = await context.newPage()
    await page.setViewportSize(WINDOWS.kiosk)
    await page.goto(`${proxy.url}/kiosk#code=9999999999`)
    expect(await page.getByLabel('Mã đăng ký').inputValue()).toBe('9999999999')
    expect(page.url()).toBe(`${proxy.url}/kiosk`)
    const submit = () => page.getByRole('button', { name: 'Đăng ký máy này' }).click()
    const errorAt = (field: string, text: string) =>
      page.locator(`[data-error-of=${field}]`).getByText(text).waitFor()
    await submit()
    await errorAt('pin', 'Mã PIN gồm 6 đến 12 chữ số')
    await page.getByLabel('Mã PIN của kỹ thuật viên').fill(PIN)
    await submit()
    await errorAt('pinAgain', 'Hai mã PIN không giống nhau')
    await page.getByLabel('Nhập lại mã PIN').fill(PIN)
    await submit()
    await errorAt('code', 'Mã không đúng, đã dùng hoặc đã hết hạn')
    expect(await page.locator(':focus').getAttribute('id')).toBe('code')
    expect(await axeViolations(page)).toEqual([])

    proxy.fault = () => 'portal'
    await page.getByLabel('Mã đăng ký').fill((await enrolmentCode(app)).toLowerCase())
    await submit()
    await errorAt('form', 'Mạng trả lời thay cho máy chủ')
    // Enrolled, and the answer lost: the same code with the same key is no second device.
    proxy.fault = ({ path }) => (path === '/kiosk/enrolment' ? 'answer lost' : null)
    await submit()
    await until(page, "!document.querySelector('form button').inert")
    proxy.fault = () => null
    await submit()
    await page.locator('[data-stage=attract]').waitFor()
    const devices = await app.databases.read.selectFrom('device').select('id').execute()
    expect(devices).toHaveLength(1)
    const key = await page.evaluate(
      "new Promise((resolve) => { indexedDB.open('thuoc-do-kiosk').onsuccess = ({ target }) => { target.result.transaction('settings').objectStore('settings').get('device').onsuccess = ({ target }) => resolve(target.result.privateKey.extractable) } })",
    )
    expect(key).toBe(false)
  })

  it('opens the corner by a long press and the PIN on the screen’s own keys, and nobody by a short press or a guess', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    await page.clock.install()
    const { x, y, width, height } = (await page.locator('[data-corner]').boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    }
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.clock.runFor(2500)
    await page.mouse.up()
    await page.clock.runFor(2500)
    expect(await page.locator('dialog[data-technician]').isVisible()).toBe(false)
    await page.mouse.down()
    await page.clock.runFor(3100)
    await page.mouse.up()
    await page.locator('dialog[data-technician]').waitFor()
    expect(await axeViolations(page)).toEqual([])

    const type = async (pin: string) => {
      for (const digit of pin)
        await page.locator('dialog').getByRole('button', { name: digit, exact: true }).click()
      await page.getByRole('button', { name: 'Mở', exact: true }).click()
    }
    for (let wrong = 0; wrong < 3; wrong++) {
      await type('111111')
      await page.getByText('Mã PIN không đúng').waitFor()
      await until(page, "document.querySelector('#technician-pin').value === ''")
    }
    await type(PIN)
    await page.getByText('Nhập sai nhiều lần. Vui lòng đợi').waitFor()
    await page.clock.fastForward(3000)
    await page.locator('#technician-pin').fill('')
    await type(PIN)
    await page.locator('[data-opened]').waitFor()
    expect(await axeViolations(page)).toEqual([])

    await task(page, 'Gửi ngay')
    await said(page, 'Không còn đánh giá chờ gửi')
    const actions = (await events('technician')).map(({ action }) => action)
    expect(actions).toEqual(['wrong_pin', 'wrong_pin', 'wrong_pin', 'opened', 'sent_now'])
    await task(page, 'Đóng')
    await page.keyboard.press('Escape')
    await page.locator('[data-corner]').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('[data-opened]').isVisible()).toBe(false)
  })

  it('sees that every rating can be given, the lowest too; the test is told to the server and counts nowhere', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    await openCorner(page)
    await task(page, 'Tự kiểm tra các mức đánh giá')
    await said(page, 'Mọi mức đánh giá, kể cả mức thấp nhất, đều bấm và gửi được')
    expect(await events('self_test')).toEqual([{ ratings: [1, 2, 3, 4, 5], levels: 5 }])
    expect(await app.databases.read.selectFrom('response').selectAll().execute()).toEqual([])
    expect(await waiting(page)).toBe(0)
  })

  it.each([
    [
      'is covered',
      'label:has(#overall-1)::after { content: ""; position: absolute; inset: 0; z-index: 9 } label:has(#overall-1) { pointer-events: none }',
    ],
    ['is hidden', 'label:has(#overall-1) { display: none }'],
    ['cannot be sent', 'form:has(#overall-1:checked) [type=submit] { display: none }'],
  ])('is told when the lowest rating %s', async (_how, css) => {
    const page = await enrolKiosk(context, app, proxy.url)
    await page.evaluate(`(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(${JSON.stringify(css)})
      document.adoptedStyleSheets = [sheet]
    })()`)
    await openCorner(page)
    await task(page, 'Tự kiểm tra các mức đánh giá')
    await said(page, 'Mức dùng được: 2, 3, 4, 5.')
    expect(await events('self_test')).toEqual([{ ratings: [2, 3, 4, 5], levels: 5 }])
  })

  it('is told when there is no button for the lowest rating at all', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    await page.evaluate(`(() => {
      const replace = Element.prototype.replaceChildren
      Element.prototype.replaceChildren = function (...content) {
        for (const part of content) part.querySelector?.('#overall-1')?.closest('label').remove()
        return replace.apply(this, content)
      }
    })()`)
    await openCorner(page)
    await task(page, 'Tự kiểm tra các mức đánh giá')
    await said(page, 'Mức dùng được: 2, 3, 4, 5.')
  })

  it('finds what the server refused, with the reason, exports it and may send it again (F9)', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    proxy.fault = ({ path }) => (path === '/kiosk/responses' ? 'lost' : null)
    await rate(page, 1)
    await page.getByText('Chưa kết nối').waitFor()
    // An official opens the developer tools and makes a five of it.
    await page.evaluate(`new Promise((resolve) => {
      indexedDB.open('thuoc-do-kiosk').onsuccess = ({ target }) => {
        const store = target.result.transaction('waiting', 'readwrite').objectStore('waiting')
        store.get(1).onsuccess = ({ target: { result } }) => {
          store.put({ ...result, body: result.body.replace('"overall":1', '"overall":5') }).onsuccess = resolve
        }
      }
    })`)
    await noLongerLoses(page)
    await nothingWaits(page)
    expect(await app.databases.read.selectFrom('response').selectAll().execute()).toEqual([])
    await page.locator('[data-leave]').click()
    await openCorner(page)
    expect(await fact(page, 'dead')).toBe('1')
    await page.getByRole('cell', { name: 'Chữ ký không khớp' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByText('Hủy đăng ký máy này').click()
    await task(page, 'Hủy đăng ký')
    await said(page, 'vẫn còn đánh giá máy chủ không nhận')

    const [download] = await Promise.all([page.waitForEvent('download'), task(page, 'Xuất tệp')])
    const { refused } = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(refused[0]).toMatchObject({ problem: 'signature', item: { sequence: 1 } })
    expect(refused[0].item.body).toContain('"overall":5')
    await task(page, 'Gửi lại các đánh giá này')
    await page.getByRole('cell', { name: 'Chữ ký không khớp' }).waitFor()
    expect((await events('dead_letter'))[0]).toEqual({ sequence: 1, problem: 'signature' })
  })

  it('un-enrols a device only when it has nothing left to send', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    proxy.fault = ({ path }) => (path === '/kiosk/responses' ? 'lost' : null)
    await rate(page, 3)
    await page.locator('[data-leave]').click()
    await openCorner(page)
    await page.getByText('Hủy đăng ký máy này').click()
    await task(page, 'Hủy đăng ký')
    await said(page, 'vẫn còn đánh giá trên máy')
    await noLongerLoses(page)
    await page.locator('[data-fact=waiting]').getByText('0', { exact: true }).waitFor()
    await task(page, 'Hủy đăng ký')
    await page.locator('[data-stage=enrolment]').waitFor()
    expect(await app.databases.read.selectFrom('response').select('overall').execute()).toEqual([
      { overall: 3 },
    ])
  })

  it('of a revoked device finds everything kept, takes it along as a file, and enrols anew', async () => {
    const page = await enrolKiosk(context, app, proxy.url)
    proxy.fault = ({ path }) => (path === '/kiosk/responses' ? 'lost' : null)
    await rate(page, 2)
    await page.locator('[data-leave]').click()
    await app.databases.write.updateTable('device').set({ revoked_at: new Date().toISOString() }).execute()
    await noLongerLoses(page)
    await page.getByRole('heading', { name: 'Máy này tạm ngừng nhận đánh giá' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await waiting(page)).toBe(1)
    await openCorner(page)
    expect(await fact(page, 'sending')).toContain('Máy này đã bị thu hồi')
    await page.getByText('Hủy đăng ký máy này').click()
    await Promise.all([page.waitForEvent('download'), task(page, 'Xuất tệp')])
    await task(page, 'Hủy đăng ký')
    await page.locator('[data-stage=enrolment]').waitFor()
    await page.close()

    const again = await enrolKiosk(context, app, proxy.url)
    await rate(again, 4)
    await nothingWaits(again)
    await again.locator('[data-leave]').click()
    await openCorner(again)
    await again.getByRole('cell', { name: 'Máy đã bị thu hồi trước khi gửi' }).waitFor()
    const stored = await app.databases.read
      .selectFrom('response')
      .select(['overall', 'device_sequence'])
      .execute()
    expect(stored).toEqual([{ overall: 4, device_sequence: 1 }])
  })
})
