import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffPerson, signInBrowser } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const UNIT = 'ld-commune-dak-mil'
const COMMENTS = [
  'Cán bộ hướng dẫn tận tình, giải thích rõ từng loại giấy tờ.',
  'Phải đi lại ba lần vì mỗi lần lại thiếu một giấy tờ khác.\nLần đầu không ai nói là cần bản sao.',
  'x'.repeat(400),
]

const PEOPLE: [name: string, person: StaffPerson, path: string][] = [
  ['a head of unit', { role: 'head_of_unit', unitId: UNIT }, '/home'],
  ['the reform office', { role: 'reform_office' }, '/home?lang=en'],
  ['a clerk', { role: 'clerk', unitId: UNIT }, '/home?lang=vi'],
  ['a head of unit who reads comments', { role: 'head_of_unit', unitId: UNIT }, '/comments'],
  [
    'a head of unit who finds no comment',
    { role: 'head_of_unit', unitId: UNIT },
    '/comments?from=2031-01-01',
  ],
]

let browser: Browser
let app: RunningApp
let empty: RunningApp
beforeAll(async () => {
  let now = new Date('2026-11-23T03:00:00Z')
  browser = await launchBrowser()
  app = await startApp('sqlite', { clock: () => now })
  empty = await startApp('sqlite', { clock: () => now })
  for (let i = 0; i < 60; i++) {
    const comment = COMMENTS[i]
    const body = submissionBody({
      answers: { overall: 1 + ((i * 2) % 5) },
      procedureField: i % 3 ? 'land' : 'health',
      ...(comment ? { comment } : {}),
    })
    await postBody(app.url, body)
  }
  now = new Date('2026-11-24T03:00:00Z')
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await empty.stop()
})

async function open(
  on: RunningApp,
  person: StaffPerson,
  path: string,
  window: keyof typeof WINDOWS,
): Promise<Page> {
  const page = await browser.newPage({ viewport: WINDOWS[window] })
  await signInBrowser(page, on, person)
  await page.goto(on.url + path)
  return page
}

async function fits(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([])
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

describe.each(['phone', 'desktop'] as const)('On a %s, the page of', (window) => {
  it.each(PEOPLE)('%s has nothing that axe finds, and fits', async (_name, person, path) => {
    const page = await open(app, person, path, window)
    await fits(page)
    await page.close()
  })

  it('a new install has nothing that axe finds, fits, and leads to the first step by keyboard', async () => {
    const page = await open(empty, { role: 'administrator' }, '/home', window)
    await fits(page)
    await page.locator('.first-steps a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/staff')
    await page.close()
  })
})

describe('Comments', () => {
  it('are filtered by keyboard, and what was chosen stays in the address', async () => {
    const page = await open(app, { role: 'head_of_unit', unitId: UNIT }, '/comments', 'desktop')
    expect(await page.locator('.comments li').count()).toBe(3)
    await page.locator('#rating').focus()
    await page.keyboard.type('Hài')
    await page.keyboard.press('Tab')
    await page.locator('.filter button').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**rating=satisfied**')
    expect(await page.locator('#rating').inputValue()).toBe('satisfied')
    expect(await page.locator('.comments li').count()).toBe(1)
    await page.close()
  })
})
