import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formFields } from '../support/forms.ts'
import { sendRaw } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

describe('A request that is too large or too deep (F42)', () => {
  let app: RunningApp
  let host: string
  beforeAll(async () => {
    app = await startApp('sqlite')
    host = new URL(app.url).host
  })
  afterAll(async () => {
    const { rows } = await app.databases.read
      .selectFrom('response')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    await app.stop()
    expect(rows).toBe(0)
  })

  const post = (body: string | Buffer, headers: Record<string, string>) =>
    request(app.url)
      .post('/responses')
      .set(headers)
      .serialize((sent) => sent)
      .send(body as never)
  const json = { 'Content-Type': 'application/json' }
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

  it('is refused with 413 when its JSON has 20 KB', async () => {
    const answer = await post(JSON.stringify(submissionBody({ comment: 'x'.repeat(20_000) })), json)
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too_large'])
  })

  it('is refused with 413 when its form has 20 KB', async () => {
    const sent = new URLSearchParams(formFields({ comment: 'x'.repeat(20_000) })).toString()
    const answer = await post(sent, form)
    expect([answer.status, answer.type]).toEqual([413, 'text/html'])
  })

  it('is refused with 413 when it comes in pieces and does not say how long it is', async () => {
    const piece = `400\r\n${' '.repeat(0x400)}\r\n`
    const head = `POST /responses HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
    const sent = `${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${piece.repeat(20)}0\r\n\r\n`
    expect((await sendRaw(app.url, sent)).status).toBe(413)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('is refused with 413 when it is a bomb packed by %s', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(8 * 1024 * 1024, ' '))
    expect(bomb.length).toBeLessThan(16 * 1024)
    expect((await post(bomb, { ...json, 'Content-Encoding': encoding })).status).toBe(413)
  })

  it('is refused when it is packed twice, or in a way nobody knows', async () => {
    const packed = gzipSync(gzipSync('{}'))
    expect((await post(packed, { ...json, 'Content-Encoding': 'gzip, gzip' })).status).toBe(415)
    expect((await post(packed, { ...json, 'Content-Encoding': 'zip' })).status).toBe(415)
  })

  it('is refused with 400 when what is packed in it is broken', async () => {
    expect((await post(Buffer.from('no gzip'), { ...json, 'Content-Encoding': 'gzip' })).status).toBe(400)
  })

  it.each([101, 1001])('is refused with 413 when its form has %i inputs', async (inputs) => {
    const sent = Array.from({ length: inputs }, (_, i) => `a${i}=1`).join('&')
    expect((await post(sent, form)).status).toBe(413)
  })

  it.each([
    ['lists, closed', '['.repeat(8000) + ']'.repeat(8000)],
    ['lists, left open', '['.repeat(10_000)],
    ['objects', `${'{"a":'.repeat(2700)}1${'}'.repeat(2700)}`],
    [
      'objects in the answers',
      `${JSON.stringify(submissionBody()).slice(0, -1)},"x":${'{"a":'.repeat(2500)}1${'}'.repeat(2501)}`,
    ],
  ])('is refused with 400 when its JSON is thousands of %s deep', async (_what, sent) => {
    const answer = await post(sent, json)
    expect(answer.status).toBe(400)
  })

  it('is refused with 413 when its JSON is 10,000 levels deep, which is also too long', async () => {
    expect((await post('['.repeat(10_000) + ']'.repeat(10_000), json)).status).toBe(413)
  })

  it('is refused with 431 when a header has 17 KB', async () => {
    const sent = `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`
    expect((await sendRaw(app.url, sent)).status).toBe(431)
  })

  it('is refused with 431 when it has 10,000 headers', async () => {
    const sent = `GET / HTTP/1.1\r\nHost: ${host}\r\n${'a:\r\n'.repeat(10_000)}\r\n`
    expect((await sendRaw(app.url, sent)).status).toBe(431)
  })

  it('is refused with 431 when its path has 17 KB', async () => {
    expect(
      (await sendRaw(app.url, `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status,
    ).toBe(431)
  })

  it('does not hide a second host behind 2,000 headers', async () => {
    const sent = `GET / HTTP/1.1\r\nHost: ${host}\r\n${'a:\r\n'.repeat(2500)}Host: evil.example\r\nConnection: close\r\n\r\n`
    const answer = await sendRaw(app.url, sent)
    expect(answer.text).not.toContain('evil.example')
  })

  it('leaves the program as quick as before', async () => {
    expect((await request(app.url).get('/healthz')).status).toBe(200)
  })
})
