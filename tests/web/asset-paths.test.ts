import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../server/project.ts'
import { asset } from '../../server/web/assets.ts'
import { rawRequest, sendRaw } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe('A path below /assets (F45)', () => {
  let app: RunningApp
  let host: string
  beforeAll(async () => {
    app = await startApp('sqlite')
    host = new URL(app.url).host
  })
  afterAll(() => app.stop())

  const get = (path: string) => sendRaw(app.url, rawRequest(`GET ${path} HTTP/1.1`, [`Host: ${host}`]))
  const secrets = ['thuoc-do', '"dependencies"', 'better-sqlite3', 'root:', '[remote', 'DATABASE_URL']

  const current = asset('').replace(/\/$/, '')
  it.each(
    [current, '/assets/old', '/assets', '/assets/..', '/assets/%2e%2e'].flatMap((base) =>
      [
        '/../../package.json',
        '/../../../package.json',
        '/%2e%2e/%2e%2e/package.json',
        '/%2e%2e%2fpackage.json',
        '/..%2f..%2fpackage.json',
        '/..%5c..%5cpackage.json',
        '/..\\..\\package.json',
        '/%252e%252e/package.json',
        '/%c0%ae%c0%ae/package.json',
        '/....//package.json',
        '/css/../../package.json',
        '/css/..%2f..%2fpackage.json',
        '/package.json%00.css',
        '/css/base.css%00',
        '//etc/passwd',
        '/%2fetc%2fpasswd',
        '/C:%5cWindows%5cwin.ini',
        '/.env',
        '/.git/config',
        '/%2egit/config',
        '/.npmrc',
        '/css/.hidden',
        '/js/tsconfig.json/',
        '/css',
        '/css/',
        '/',
        '',
      ].map((path) => base + path),
    ),
  )('leads to nothing outside of the public files: %s', async (path) => {
    const answer = await get(path)
    expect([400, 404]).toContain(answer.status)
    for (const secret of secrets) expect(answer.text).not.toContain(secret)
    expect(answer.text).not.toContain(projectRoot)
  })

  it('that is a public file can be kept for ever under its version, and not under another', async () => {
    const css = readFileSync(join(projectRoot, 'public', 'css', 'base.css'), 'utf8')
    const ours = await get(asset('css/base.css'))
    expect(ours.status).toBe(200)
    expect(ours.text).toContain(css)
    expect(ours.text).toMatch(/^Cache-Control: public, max-age=31536000, immutable\r$/m)
    const old = await get('/assets/old/css/base.css')
    expect(old.status).toBe(200)
    expect(old.text).not.toMatch(/immutable|max-age=31536000/)
  })
})
