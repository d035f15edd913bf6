import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signInBrowser } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

describe('Names that would like to be code, in a browser (F28, F29)', () => {
  let browser: Browser
  let app: RunningApp
  beforeAll(async () => {
    browser = await launchBrowser()
    app = await startApp('sqlite', { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '1000' } })
    await nameEverything(app)
    for (const touchpoint of ['demo-dak-mil', 'demo-dak-song', 'demo-cu-jut']) {
      for (let i = 0; i < 40; i++) {
        const procedureField = i % 2 ? 'land' : 'health'
        await postBody(
          app.url,
          submissionBody({ touchpoint, procedureField, answers: { overall: 1 + (i % 5), staff: 4 } }),
        )
      }
    }
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  it.each([
    '/',
    '/r/demo-dak-mil',
    '/r/demo-kiosk',
    '/r/demo-dak-mil/thanks',
    '/dashboard',
    '/dashboard?units=then',
    '/dashboard?unit=ld-commune-dak-mil&field=land&mode=phone&kind=citizen',
    '/dashboard?field=land&lang=en',
    '/results',
    '/results?lang=en',
    '/results/data-dictionary',
  ])('are words and nothing else at %s', async (path) => {
    const { page, noticed } = await open(path)
    expect(noticed).toEqual([])
    const text = String(await page.evaluate('document.body.innerText'))
    if (!path.startsWith('/results'))
      expect(HOSTILE_TEXTS.filter((hostile) => text.includes(inOneLine(hostile)))).not.toEqual([])
    // What a text would have become, had it been taken for markup, translated or run.
    expect(
      await page
        .locator('img, base, meta[http-equiv], [onmouseover], [onfocus], [autofocus], a[href^="javascript:"]')
        .count(),
    ).toBe(0)
    expect(text).not.toMatch(/(^|\D)49(\D|$)|root:|\[object/)
    await page.close()
  })

  it('stay words in a form that comes back with what was entered', async () => {
    const { page, noticed } = await open('/r/demo-dak-mil')
    for (const hostile of HOSTILE_TEXTS) {
      await page.locator('textarea').fill(hostile)
      await Promise.all([page.waitForURL('**/responses'), page.locator('button[type=submit]').click()])
      await page.locator('[data-error-summary]').waitFor()
      expect(await page.locator('textarea').inputValue()).toBe(hostile)
    }
    expect(noticed).toEqual([])
    await page.close()
  })

  /** Opens a page and notes every dialog, every rule of the page's policy that is broken, and every request elsewhere. */
  async function open(path: string): Promise<{ page: Page; noticed: string[] }> {
    const page = await browser.newPage()
    const noticed: string[] = []
    page.on('dialog', (dialog) => {
      noticed.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 422'))
        noticed.push(message.text())
    })
    page.on('pageerror', (error) => noticed.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(app.url)) noticed.push(request.url())
    })
    await signInBrowser(page, app, { role: 'reform_office' })
    await page.goto(app.url + path, { waitUntil: 'networkidle' })
    return { page, noticed }
  }
})

/** Every name that an operator can give becomes one of the texts, the next one each time. */
async function nameEverything({ databases: { read, write } }: RunningApp): Promise<void> {
  let next = 0
  const text = () => HOSTILE_TEXTS[next++ % HOSTILE_TEXTS.length] ?? ''
  for (const { id } of await read.selectFrom('unit').select('id').orderBy('sort_order').execute()) {
    await write.updateTable('unit').set({ name: text() }).where('id', '=', id).execute()
  }
  for (const { id } of await read.selectFrom('procedure_field').select('id').execute()) {
    await write
      .updateTable('procedure_field')
      .set({ name_vi: text(), name_en: text() })
      .where('id', '=', id)
      .execute()
  }
  for (const { id } of await read.selectFrom('indicator').select('id').execute()) {
    await write
      .updateTable('indicator')
      .set({ name_vi: text(), name_en: text(), note: text(), clause: text() })
      .where('id', '=', id)
      .execute()
  }
  await write.updateTable('published_value').set({ source: text(), note: text() }).execute()
  await write.updateTable('touchpoint').set({ place: text() }).execute()
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
