import type { BrowserContext, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { issueEnrolmentCode } from '../../server/devices/issue-enrolment-code.ts'
import { WINDOWS } from './browser.ts'
import type { RunningApp } from './running-app.ts'

export const PIN = '246810'

/** A one-time code for a device of a touchpoint. */
export async function enrolmentCode(app: RunningApp, touchpoint = 'demo-kiosk'): Promise<string> {
  const code = await issueEnrolmentCode(app.databases.write, touchpoint, OPERATOR, app.clock())
  if (!code) throw new Error(`${touchpoint} takes no devices`)
  return code
}

/**
 * Opens the kiosk's page in a browser and enrols it, as a technician does. It then waits for the first person.
 * @param url of the app, where the kiosk reaches it another way
 */
export async function enrolKiosk(context: BrowserContext, app: RunningApp, url = app.url): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize(WINDOWS.kiosk)
  await page.goto(`${url}/kiosk#code=${await enrolmentCode(app)}`)
  await page.getByLabel('Mã PIN của kỹ thuật viên').fill(PIN)
  await page.getByLabel('Nhập lại mã PIN').fill(PIN)
  await page.getByRole('button', { name: 'Đăng ký máy này' }).click()
  await page.locator('[data-stage=attract]').waitFor()
  return page
}

/** The kiosk's page opened anew, as after a power cut. */
export async function openKiosk(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize(WINDOWS.kiosk)
  await page.goto(`${url}/kiosk`)
  await page.locator('[data-stage=attract]').waitFor()
  return page
}

/** The worker has everything that is needed without a network. */
export async function becomeIndependent(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready')
  await until(page, 'navigator.serviceWorker.controller !== null')
}

/** Waits for an expression on the page. Playwright's own way needs `unsafe-eval`, which no page of ours allows. */
export async function until(page: Page, expression: string): Promise<void> {
  await vi.waitFor(async () => expect(await page.evaluate(expression)).toBe(true), { timeout: 30_000 })
}

/** Rates as a person in front of the kiosk does, and stays until it says thanks. */
export async function rate(page: Page, overall: number, field = 'land'): Promise<void> {
  await page.locator('[data-begin]').click()
  await page.locator(`label:has(#procedureField-${field})`).click()
  await page.locator(`label:has(#overall-${overall})`).click()
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
  await page.locator('[data-stage=thanks], [data-stage=cool-down]').waitFor()
}

/** The thanks are over and the cool-down too, without anybody waiting for it. Needs the page's clock installed. */
export async function nextPerson(page: Page): Promise<void> {
  await page.clock.fastForward(16_000)
  await page.locator('[data-stage=attract]').waitFor()
}

/** What the status line says is waiting. */
export async function waiting(page: Page): Promise<number> {
  return Number.parseInt((await page.locator('[data-waiting]').innerText()) || '0', 10)
}

/** How many ratings the kiosk's database has, whatever its page says. */
const WAITING = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('thuoc-do-kiosk')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const count = opening.result.transaction('waiting').objectStore('waiting').count()
    count.onsuccess = () => resolve(count.result)
    opening.result.close()
  }
})`

export async function nothingWaits(page: Page): Promise<void> {
  await until(page, `${WAITING}.then((count) => count === 0)`)
  await page.locator('[data-waiting]:empty').waitFor({ state: 'attached' })
}

/** Opens the technician's corner by keyboard. */
export async function openCorner(page: Page): Promise<void> {
  await page.locator('[data-corner]').focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Mã PIN', { exact: true }).fill(PIN)
  await page.keyboard.press('Enter')
  await page.locator('[data-opened]').waitFor()
}
