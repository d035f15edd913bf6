import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts'
import { enrolKiosk, until } from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

let browser: Browser
let app: RunningApp
let proxy: FaultyProxy
let context: BrowserContext
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite')
  proxy = await startFaultyProxy(app.url)
})
afterAll(async () => {
  await browser.close()
  await proxy.close()
  await app.stop()
})
beforeEach(async () => {
  context = await browser.newContext()
})
afterEach(() => context.close())

const listen = (page: Page) => page.getByRole('button', { name: 'Nghe đọc' })
const heard = (page: Page) => page.evaluate('globalThis.heard') as Promise<string[]>

/** What a device with a voice has: this browser has none. */
const giveVoice = (lang: string) =>
  context.addInitScript(`
    globalThis.heard = []
    globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text } }
    Object.defineProperty(globalThis, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
      getVoices: () => [{ lang: '${lang}', name: 'test' }],
      speak: (utterance) => heard.push(utterance.lang + ': ' + utterance.text),
      cancel: () => heard.push('silence'),
    }) })`)

describe('The speaker', () => {
  it('reads question, hint and answers in Vietnamese, and is silent when the screen changes', async () => {
    await giveVoice('vi-VN')
    const page = await enrolKiosk(context, app, proxy.url)
    await page.locator('[data-begin]').click()
    await page.locator('label:has(#procedureField-land)').click()
    await listen(page).click()
    const [said] = (await heard(page)).filter((text) => text !== 'silence')
    expect(said).toMatch(/^vi-VN: Nhìn chung, Quý vị hài lòng ở mức nào .* Phiếu này không ghi tên/)
    expect(said).toContain('Rất không hài lòng. Không hài lòng. Bình thường. Hài lòng. Rất hài lòng')
    expect(await listen(page).getAttribute('aria-pressed')).toBe('true')
    await page.evaluate('heard.length = 0')
    await page.locator('label:has(#overall-3)').click()
    expect(await heard(page)).toEqual([])
    await page.locator('[data-next]').click()
    await until(page, "heard.at(-1) === 'silence'")
    expect(await listen(page).getAttribute('aria-pressed')).toBe('false')
  })

  it('is not there in a language for which there is neither voice nor recording', async () => {
    await giveVoice('en-GB')
    const page = await enrolKiosk(context, app, proxy.url)
    expect(await listen(page).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Listen' }).click()
    expect((await heard(page)).at(-1)).toMatch(/^en-GB: .*Please rate the service/)
  })

  it('plays a recording where somebody made one', async () => {
    await giveVoice('vi-VN')
    await context.addInitScript(`
      HTMLMediaElement.prototype.play = async function () { heard.push(new URL(this.src).pathname) }
      HTMLMediaElement.prototype.pause = () => heard.push('paused')`)
    proxy.rewrite = (text) =>
      text.replace(
        'data-recordings="{}"',
        'data-recordings="{&#34;overall&#34;:&#34;/assets/v/audio/vi/overall.mp3&#34;}"',
      )
    const page = await enrolKiosk(context, app, proxy.url)
    await page.locator('[data-begin]').click()
    await page.locator('label:has(#procedureField-land)').click()
    await page.evaluate('heard.length = 0')
    await listen(page).click()
    expect(await heard(page)).toEqual(['/assets/v/audio/vi/overall.mp3'])
    await page.locator('label:has(#overall-3)').click()
    await page.locator('[data-next]').click()
    await until(page, "heard.includes('paused')")
  })
})
