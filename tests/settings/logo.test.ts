import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/settings/settings.queries.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { jpeg, png } from './pictures.ts'

describe.each(databases)('On $name, the logo', ({ dialect }) => {
  let app: RunningApp
  let office: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect)
    office = await signedIn(app, { role: 'reform_office' })
  })
  afterAll(() => app.stop())

  const revision = async () => String((await readSettings(app.databases.write)).revision)
  const send = async (bytes: Buffer, seen?: string) =>
    office
      .post('/settings/logo')
      .field('revision', seen ?? (await revision()))
      .attach('file', bytes, 'logo.png')
  const hrefOn = async (path: string) =>
    /<img src="(\/logo\/[0-9a-f]{16}\.(?:png|jpg))"/.exec((await office.get(path)).text)?.[1]

  it('shows where people look for it, and not on the rating form, which stays as light as it was', async () => {
    const before = (await request(app.url).get('/r/demo-dak-mil')).text
    expect((await send(png())).status).toBe(303)
    const href = await hrefOn('/results')
    expect(href).toBeDefined()
    for (const path of [
      '/',
      '/sign-in',
      '/dashboard',
      '/touchpoints/demo-dak-mil/poster/a5',
      '/kiosk/screens/demo-kiosk/vi',
    ])
      expect([path, await hrefOn(path)]).toEqual([path, href])
    const after = (await request(app.url).get('/r/demo-dak-mil')).text
    expect(after.length).toBe(before.length)
    expect(after).not.toContain('/logo/')
  })

  it('is served as the picture it is, for good, and as nothing else', async () => {
    const href = (await hrefOn('/results')) ?? ''
    const answer = await request(app.url).get(href)
    expect(answer.body).toEqual(png())
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect((await request(app.url).get('/logo/0000000000000000.png')).status).toBe(404)
    expect((await request(app.url).get('/logo/..%2f..%2fpackage.json')).status).toBe(404)
  })

  it('that is replaced has another address', async () => {
    const before = await hrefOn('/results')
    await send(jpeg())
    const href = (await hrefOn('/results')) ?? ''
    expect(href).toMatch(/\.jpg$/)
    expect(href).not.toBe(before)
    const answer = await request(app.url).get(href)
    expect(answer.headers['content-type']).toBe('image/jpeg')
    expect(answer.body.includes('Exif')).toBe(false)
    expect((await request(app.url).get(before ?? '')).status).toBe(404)
  })

  it.each([
    ['no picture', Buffer.alloc(0), 'Chưa chọn ảnh'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'không phải ảnh PNG hoặc JPEG'],
    ['too many bytes', Buffer.concat([png(), Buffer.alloc(200_000)]), 'lớn quá 64 KB'],
    ['too many pixels', png({ width: 2000 }), 'từ 64 đến 1.024 điểm ảnh'],
  ])('is not taken from %s, which the page says', async (_name, bytes, words) => {
    const before = await hrefOn('/results')
    const answer = await send(bytes)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(await hrefOn('/results')).toBe(before)
  })

  it('of somebody who has not seen the latest settings is not taken', async () => {
    const answer = await send(png({ shade: 9 }), '0')
    expect([answer.status, answer.text.includes('vừa có người khác thay đổi thiết lập')]).toEqual([409, true])
  })

  it('is removed, and the yardstick is back', async () => {
    const removed = await office
      .post('/settings/logo/remove')
      .type('form')
      .send({ revision: await revision() })
    expect(removed.status).toBe(303)
    expect(await hrefOn('/results')).toBeUndefined()
    expect((await office.get('/results')).text).toMatch(/<a class="brand" href="\/">\s*<svg/)
    const rows = await app.databases.read
      .selectFrom('setting')
      .select('key')
      .where('key', '=', 'logo')
      .execute()
    expect(rows).toEqual([])
  })
})
