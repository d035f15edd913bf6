import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe('An empty form', () => {
  let app: RunningApp
  let now = new Date('2026-11-24T03:00:00Z')
  beforeAll(async () => {
    app = await startApp('sqlite', { clock: () => now })
  })
  afterAll(() => app.stop())

  const keyOf = (html: string) => /name="submissionKey" value="([^"]+)"/.exec(html)?.[1]

  it('has a key of its own for everybody', async () => {
    const forms = await Promise.all([1, 2, 3].map(() => request(app.url).get('/r/demo-dak-mil')))
    expect(new Set(forms.map((form) => keyOf(form.text))).size).toBe(3)
    expect(new Set(forms.map((form) => form.text.replace(keyOf(form.text) ?? '', ''))).size).toBe(1)
  })

  it('is the same whether the browser takes it compressed or not', async () => {
    const plain = await request(app.url).get('/r/demo-dak-mil').set('Accept-Encoding', 'identity')
    const gzipped = await request(app.url).get('/r/demo-dak-mil').set('Accept-Encoding', 'gzip')
    expect([plain.headers['content-encoding'], gzipped.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ])
    const bare = (html: string) => html.replace(keyOf(html) ?? '', '')
    expect(bare(gzipped.text)).toBe(bare(plain.text))
  })

  it("carries nothing of another visitor's address", async () => {
    await request(app.url).get('/r/demo-cu-jut?from=somebody')
    const { text } = await request(app.url).get('/r/demo-cu-jut')
    expect(text).not.toContain('somebody')
  })

  it('is no longer given when its touchpoint has closed, but thanks are', async () => {
    await app.databases.write
      .updateTable('touchpoint')
      .set({ valid_until: '2026-11-25' })
      .where('code', '=', 'demo-nam-da')
      .execute()
    expect((await request(app.url).get('/r/demo-nam-da')).status).toBe(200)
    now = new Date('2026-11-25T03:00:00Z')
    expect((await request(app.url).get('/r/demo-nam-da')).status).toBe(410)
    expect((await request(app.url).get('/r/demo-nam-da/thanks')).status).toBe(200)
  })
})
