import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts'
import { killableBrowser } from '../support/killable-browser.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

let browser: Browser
let app: RunningApp
let proxy: FaultyProxy
let context: BrowserContext
let aheadMs: number
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  aheadMs = 0
  app = await startApp('sqlite', { clock: () => new Date(Date.now() + aheadMs) })
  proxy = await startFaultyProxy(app.url)
  context = await browser.newContext({ viewport: WINDOWS.phone })
})
afterEach(async () => {
  await context.close()
  await proxy.close()
  await app.stop()
})

const responses = () => app.databases.read.selectFrom('response').selectAll().execute()
const recorded = (count: number) =>
  vi.waitFor(async () => expect(await responses()).toHaveLength(count), { timeout: 30_000 })
const openForm = async (at = context): Promise<Page> => {
  const page = await at.newPage()
  await page.goto(`${proxy.url}/r/demo-dak-mil`)
  return page
}
const answer = async (page: Page, overall: string, field = 'land') => {
  await page.locator(`label:has(#procedureField-${field})`).click()
  await page.locator(`label:has(#overall-${overall})`).click()
}
const send = (page: Page) => page.getByRole('button', { name: 'Gửi đánh giá' }).click()
const saved = (page: Page) => page.getByRole('heading', { name: 'Đánh giá đã lưu trên máy này' }).waitFor()
const thanked = (page: Page) => page.getByRole('heading', { level: 1, name: 'Cảm ơn Quý vị' }).waitFor()
const postsFail = (fault: 'lost' | 'portal' | 'answer lost' | 503) => {
  proxy.fault = ({ path }) => (path === '/responses' ? fault : null)
}
const networkReturns = async (page: Page) => {
  proxy.fault = () => null
  await page.evaluate("dispatchEvent(new Event('online'))")
}

describe('A citizen whose phone', () => {
  it.each(['lost', 'portal', 503] as const)(
    'has no way to the server (%s) hears that the rating is saved, and is thanked once it is there',
    async (fault) => {
      const page = await openForm()
      await answer(page, '2')
      postsFail(fault)
      await send(page)
      await saved(page)
      expect(await page.getByText('Cảm ơn').count()).toBe(0)
      expect(await axeViolations(page)).toEqual([])
      await networkReturns(page)
      await thanked(page)
      expect((await responses()).map(({ overall }) => overall)).toEqual([2])
    },
  )

  it('loses the answer after the commit is counted once', async () => {
    const page = await openForm()
    await answer(page, '4')
    postsFail('answer lost')
    await send(page)
    await saved(page)
    await networkReturns(page)
    await page.waitForURL(/already-received/)
    expect(await responses()).toHaveLength(1)
  })

  it('is switched off right after the saving sends the rating at the next visit', async () => {
    const phone = killableBrowser()
    const page = await openForm(await phone.start())
    await answer(page, '1')
    postsFail('lost')
    await send(page)
    await saved(page)
    await phone.kill()
    proxy.fault = () => null
    await openForm(await phone.start())
    await recorded(1)
    expect((await responses()).map(({ overall }) => overall)).toEqual([1])
    await phone.remove()
  })

  it('goes on to a second rating has both, each once', async () => {
    const page = await openForm()
    await answer(page, '1')
    postsFail('lost')
    await send(page)
    await saved(page)
    const second = await openForm()
    await answer(second, '5', 'health')
    await send(second)
    await saved(second)
    await networkReturns(second)
    await thanked(second)
    await recorded(2)
    expect((await responses()).map(({ overall }) => overall).sort()).toEqual([1, 5])
  })

  it('sends after the place has closed is told at the next visit that the rating was refused, until it is read', async () => {
    const page = await openForm()
    await answer(page, '3')
    postsFail('lost')
    await send(page)
    await saved(page)
    await page.close()
    await app.databases.write
      .updateTable('touchpoint')
      .set({ valid_until: '2020-01-01', valid_from: '2019-01-01' })
      .where('code', '=', 'demo-dak-mil')
      .execute()
    proxy.fault = () => null
    const next = await context.newPage()
    const open = () => next.goto(`${proxy.url}/r/demo-cu-jut`)
    // The program remembers for some seconds that the place was open.
    aheadMs = 3000
    await open()
    const notice = next.getByText('không được hệ thống nhận')
    await notice.waitFor()
    expect(await axeViolations(next)).toEqual([])
    await open()
    await notice.waitFor()
    await next.getByRole('button', { name: 'Tôi đã hiểu' }).click()
    await notice.waitFor({ state: 'hidden' })
    expect(await responses()).toEqual([])
  })

  it('keeps nothing posts the form as without script', async () => {
    await context.addInitScript('Object.defineProperty(window, "indexedDB", { value: undefined })')
    const page = await openForm()
    await answer(page, '5')
    await send(page)
    await thanked(page)
    expect(await responses()).toHaveLength(1)
  })

  it('has the scripts of the queue before it loses the network, and not before the form is touched', async () => {
    const loaded: string[] = []
    context.on('requestfinished', (request) =>
      loaded.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''),
    )
    const page = await openForm()
    await page.waitForLoadState('networkidle')
    const queue = [
      'send-through-queue.js',
      'response-queue.js',
      'indexed-db.js',
      'sender.js',
      'backoff.js',
      'sole-sender.js',
    ]
    expect(loaded.filter((name) => queue.includes(name))).toEqual([])
    await answer(page, '3')
    await vi.waitFor(() => expect(loaded).toEqual(expect.arrayContaining(queue)), { timeout: 30_000 })
    proxy.fault = () => 'lost'
    await send(page)
    await saved(page)
  })
})
