import type { BrowserContext, Page } from 'playwright-core'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { issueEnrolmentCode } from '../../server/devices/issue-enrolment-code.ts'
import type { RunningApp } from './running-app.ts'

export const PIN = '246810'

/** A one-time code for a kiosk of the demonstration touchpoint. */
export async function enrolmentCode(app: RunningApp, touchpoint = 'demo-kiosk'): Promise<string> {
  const code = await issueEnrolmentCode(app.databases.write, touchpoint, OPERATOR, app.clock())
  if (!code) throw new Error(`${touchpoint} takes no devices`)
  return code
}

/** Opens the kiosk's page in a browser and enrols it, as a technician does. It then waits for the first person. */
export async function enrolKiosk(
  context: BrowserContext,
  app: RunningApp,
  touchpoint?: string,
): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${app.url}/kiosk#code=${await enrolmentCode(app, touchpoint)}`)
  await page.getByLabel('Mã PIN của kỹ thuật viên').fill(PIN)
  await page.getByLabel('Nhập lại mã PIN').fill(PIN)
  await page.getByRole('button', { name: 'Đăng ký máy này' }).click()
  await page.locator('[data-stage=attract]').waitFor()
  return page
}

/** Rates as a person in front of the kiosk does, in three taps after the first. */
export async function rate(page: Page, overall: number, field = 'land'): Promise<void> {
  await page.locator('[data-begin]').click()
  await page.locator(`label:has(#procedureField-${field})`).click()
  await page.locator(`label:has(#overall-${overall})`).click()
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
}
