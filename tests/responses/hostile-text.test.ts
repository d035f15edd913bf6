import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { formFields } from '../support/forms.ts'
import { escaped, HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { rawRequest, sendRaw } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

const HARMLESS = 'bình thường'
const texts = HOSTILE_TEXTS.map((text) => ({ text }))

describe.each(databases)('Text that would like to be code, on $name (F28, F29)', ({ dialect }) => {
  let app: RunningApp
  let harmless: { form: string; thanks: string; refused: string }
  beforeAll(async () => {
    app = await startApp(dialect, { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '1000' } })
    await nameEverything()
    harmless = await pagesOf(HARMLESS)
  })
  afterAll(() => app.stop())

  /** Each text becomes a touchpoint's code, its place and its unit's name. */
  async function nameEverything(): Promise<void> {
    const { read, write } = app.databases
    const model = await read
      .selectFrom('touchpoint')
      .selectAll()
      .where('code', '=', 'demo-dak-mil')
      .executeTakeFirstOrThrow()
    const units = await read
      .selectFrom('unit')
      .select('id')
      .where('valid_until', 'is', null)
      .limit(HOSTILE_TEXTS.length + 1)
      .execute()
    for (const [index, text] of [HARMLESS, ...HOSTILE_TEXTS].entries()) {
      const unitId = units[index]?.id ?? ''
      await write.updateTable('unit').set({ name: text }).where('id', '=', unitId).execute()
      await write
        .insertInto('touchpoint')
        .values({ ...model, code: text, unit_id: unitId, place: text })
        .execute()
    }
  }

  async function pagesOf(text: string) {
    const path = `/r/${encodeURIComponent(text)}`
    const { overall: _, ...form } = formFields({ touchpoint: text, comment: text })
    const refused = await request(app.url)
      .post('/responses')
      .type('form')
      .send({ ...form, respondentKind: text })
    expect(refused.status).toBe(422)
    return {
      form: (await request(app.url).get(path)).text,
      thanks: (await request(app.url).get(`${path}/thanks`)).text,
      refused: refused.text,
    }
  }

  it.each(texts)('is shown as it is, as unit, place, code and comment: $text', async ({ text }) => {
    const pages = await pagesOf(text)
    for (const name of ['form', 'thanks', 'refused'] as const) {
      expect(elements(pages[name])).toEqual(elements(harmless[name]))
      expect(pages[name]).toContain(escaped(text))
    }
    expect(pages.form).toContain(`name="touchpoint" value="${escaped(text)}"`)
    expect(pages.form).toContain(`<span class="place">· ${escaped(text)}</span>`)
    expect(pages.refused).toContain(`\n${escaped(text)}</textarea>`)
  })

  it.each(texts)(
    'is stored as it is, and leads to the thanks of its own touchpoint: $text',
    async ({ text }) => {
      const form = formFields({ touchpoint: text, comment: text })
      const answer = await request(app.url).post('/responses').type('form').send(form)
      expect([answer.status, answer.headers['location']]).toEqual([
        303,
        `/r/${encodeURIComponent(text)}/thanks`,
      ])
      const row = await app.databases.read
        .selectFrom('response')
        .select(['comment', 'touchpoint_code'])
        .where('submission_key', '=', form['submissionKey'] ?? '')
        .executeTakeFirstOrThrow()
      expect(row).toEqual({ comment: text, touchpoint_code: text })
    },
  )

  it.each(texts)('is not repeated by a page of errors: $text', async ({ text }) => {
    const path = `/${encodeURIComponent(text)}`
    const headers = {
      Cookie: `locale=${encodeURIComponent(text)}`,
      Referer: `http://x/${encodeURIComponent(text)}`,
    }
    const page = await request(app.url).get(path).set(headers)
    expect(page.status).toBe(404)
    expect(page.text).not.toContain(text)
    expect(page.text).not.toContain(escaped(text))
    const json = await request(app.url)
      .post('/responses')
      .send(submissionBody({ touchpoint: text.slice(0, 5) }))
    expect([json.status, json.type]).toEqual([422, 'application/json'])
  })

  it('is written into the language links as part of a query and nothing else', async () => {
    const host = new URL(app.url).host
    for (const { text } of texts) {
      const query = text.replaceAll(' ', '+').replaceAll('#', '%23')
      const answer = await sendRaw(app.url, rawRequest(`GET /nope?x=${query} HTTP/1.1`, [`Host: ${host}`]))
      expect(answer.status).toBe(404)
      expect(answer.text).not.toMatch(/<script>|onerror=|<base|<meta http-equiv|<style>/)
      const links = [...answer.text.matchAll(/href="\?([^"]*)" hreflang/g)].map((match) => match[1] ?? '')
      expect(links).toHaveLength(2)
      for (const link of links) expect(link).toMatch(/^[\w%+.*~&;=-]+lang=(vi|en)$/)
    }
  })
})

/** The names of a page's elements, in their order: what a text must not change. */
function elements(html: string): string[] {
  return [...html.matchAll(/<([!/]?[a-z][a-z0-9]*|!--)/gi)].map((match) => match[1] ?? '')
}
