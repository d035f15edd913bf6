import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { rawRequest, sendRaw } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe('A request for another host (F37)', () => {
  let app: RunningApp
  let host: string
  beforeAll(async () => {
    app = await startApp('sqlite', { variables: { PUBLIC_URL: 'https://danhgia.example.vn' } })
    host = new URL(app.url).host
  })
  afterAll(() => app.stop())

  const raw = (requestLine: string, ...headers: string[]) =>
    sendRaw(app.url, rawRequest(requestLine, headers))

  it.each([
    ['names a foreign host', 'GET / HTTP/1.1', ['Host: evil.example'], 421],
    [
      'names a host that only begins like ours',
      'GET / HTTP/1.1',
      ['Host: danhgia.example.vn.evil.example'],
      421,
    ],
    ['names a host that only ends like ours', 'GET / HTTP/1.1', ['Host: evil-danhgia.example.vn'], 421],
    ['hides a foreign host behind ours', 'GET / HTTP/1.1', ['Host: danhgia.example.vn@evil.example'], 421],
    ['names ours at another port', 'GET / HTTP/1.1', ['Host: danhgia.example.vn:8080'], 421],
    ['names nothing', 'GET / HTTP/1.1', ['Host:'], 421],
    ['has no host', 'GET / HTTP/1.1', [], 400],
    ['has no host, as HTTP/1.0 may', 'GET / HTTP/1.0', [], 421],
    ['has two hosts, ours first', 'GET / HTTP/1.1', ['Host: danhgia.example.vn', 'Host: evil.example'], 400],
    ['has two hosts, ours last', 'GET / HTTP/1.1', ['Host: evil.example', 'host: danhgia.example.vn'], 400],
    ['has a whole address as path', 'GET http://evil.example/ HTTP/1.1', ['Host: danhgia.example.vn'], 400],
    [
      'has our whole address as path',
      'GET https://danhgia.example.vn/ HTTP/1.1',
      ['Host: danhgia.example.vn'],
      400,
    ],
  ])('is refused when it %s', async (_what, requestLine, headers, status) => {
    const answer = await raw(requestLine, ...headers)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('evil.example')
  })

  it.each(['danhgia.example.vn', 'localhost:39999', '127.0.0.1', '[::1]:39999'])(
    'is not one that comes to %s, and no link repeats that host',
    async (name) => {
      const answer = await raw('GET /r/demo-dak-mil HTTP/1.1', `Host: ${name}`)
      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain(name)
    },
  )

  it('cannot move the thank-you page elsewhere by forwarded headers', async () => {
    const answer = await request(app.url)
      .get('/r/demo-dak-mil/thanks')
      .set({
        'X-Forwarded-Host': 'evil.example',
        Forwarded: 'host=evil.example',
        'X-Forwarded-Proto': 'https',
      })
      .set({ 'X-Original-URL': '/dashboard', 'X-Rewrite-URL': '/dashboard' })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Cảm ơn Quý vị!')
    expect(answer.text).not.toContain('evil.example')
  })

  it.each([
    '//evil.example',
    '//x//evil.example',
    '/.//evil.example',
    '/\\evil.example',
    '//',
    '//[',
    '///',
    '/nope:80//',
  ])('cannot be made of the language links of the page that answers «%s»', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1`, `Host: ${host}`)
    expect([200, 404]).toContain(answer.status)
    const links = [...answer.text.matchAll(/href="([^"]*lang=[^"]*)"/g)].map((match) => match[1] ?? '')
    expect(links).toHaveLength(2)
    for (const link of links) {
      expect(new URL(link, 'https://danhgia.example.vn/x').origin).toBe('https://danhgia.example.vn')
    }
  })
})

describe.each(databases)('An odd request, on $name', ({ dialect }) => {
  let app: RunningApp
  let host: string
  beforeAll(async () => {
    app = await startApp(dialect)
    host = new URL(app.url).host
  })
  afterAll(() => app.stop())

  it.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    'with the method %s is told what is allowed',
    async (method) => {
      for (const path of ['/', '/responses', '/assets/x/css/base.css', '/nope']) {
        const answer = await sendRaw(
          app.url,
          rawRequest(`${method} ${path} HTTP/1.1`, [`Host: ${host}`, 'Cookie: canary=1']),
        )
        expect(answer.status).toBe(405)
        expect(answer.text).toMatch(/^Allow: GET, HEAD, POST, OPTIONS\r$/m)
        expect(answer.text).not.toContain('canary')
      }
    },
  )

  it.each(['CONNECT evil.example:443', 'GARBAGE /', 'get /'])(
    'that begins with «%s» is not answered with a page',
    async (start) => {
      const answer = await sendRaw(app.url, rawRequest(`${start} HTTP/1.1`, [`Host: ${host}`]))
      expect([0, 400]).toContain(answer.status)
    },
  )

  it.each(['/', '/r/demo-dak-mil', '/results', '/dashboard', '/healthz', '/readyz', '/nope'])(
    'for the head of %s gets the status of the page without the page',
    async (path) => {
      const [whole, head] = [await request(app.url).get(path), await request(app.url).head(path)]
      expect(head.status).toBe(whole.status)
      expect(head.headers['content-type']).toBe(whole.headers['content-type'])
      expect(head.text ?? '').toBe('')
    },
  )

  it.each([
    ['/r/%zz', 400],
    ['/r/%', 400],
    ['/r/%ff', 400],
    ['/r/%ED%A0%80', 400],
    ['/r/%C0%AF', 400],
    ['/r/%00', 400],
    ['/r/demo-dak-mil%00', 400],
    ['/r/demo-dak-mil/thanks%00', 400],
    ['/dashboard?period=%00', 400],
    ['/results?field=a%00b', 400],
    ['/%00', 400],
    ['/r/demo-dak-mil%0d%0aSet-Cookie:%20a=b', 404],
    ["/r/'%20or%201=1--", 404],
    ['/r/%25', 404],
    ['/r/demo-dak-mi_', 404],
    ['/r/__proto__', 404],
    ['/r/constructor', 404],
    [`/r/${'x'.repeat(8000)}`, 404],
  ])('for %s is refused with %i', async (path, status) => {
    const answer = await sendRaw(app.url, rawRequest(`GET ${path} HTTP/1.1`, [`Host: ${host}`]))
    expect(answer.status).toBe(status)
    expect(answer.text).not.toMatch(/^Set-Cookie/im)
  })

  it.each(['image/png', '*/*;q=0', 'nonsense', 'text/html;q=nan, ,,;', `${'a/b,'.repeat(3000)}c/d`, ''])(
    'that accepts «%s» still gets a page that a person can read',
    async (accept) => {
      const answer = await request(app.url).get('/nope').set('Accept', accept)
      expect([answer.status, answer.type]).toEqual([404, 'text/html'])
    },
  )

  it('that accepts JSON gets its error as JSON, with the id that the log has', async () => {
    const answer = await request(app.url).get('/nope').set('Accept', 'application/json')
    expect([answer.status, answer.type, answer.body.error.code]).toEqual([
      404,
      'application/json',
      'not_found',
    ])
    expect(answer.body.error.requestId).toBe(answer.headers['x-request-id'])
  })

  it.each([
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['an unknown transfer coding', ['Transfer-Encoding: xchunked']],
    ['a negative length', ['Content-Length: -1']],
    ['a folded header', ['X-Folded: a', ' b', 'Content-Length: 0']],
  ])('that could be read in two ways, by %s, is refused', async (_what, headers) => {
    const answer = await sendRaw(
      app.url,
      rawRequest('POST /responses HTTP/1.1', [`Host: ${host}`, ...headers]),
    )
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })
})
