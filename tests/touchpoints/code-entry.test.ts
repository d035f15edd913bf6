import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe('Who cannot scan', () => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp('sqlite')
    await app.databases.write
      .updateTable('touchpoint')
      .set({ code: 'cfhj2346' })
      .where('code', '=', 'demo-dak-song')
      .execute()
  })
  afterAll(() => app.stop())

  const enter = (code: string) => request(app.url).get('/ma').query({ code })

  it.each(['CFHJ-2346', 'cfhj 2346', ' cfhj2346 '])('types «%s» and is at the form', async (typed) => {
    const answer = await enter(typed)
    expect([answer.status, answer.headers['location']]).toEqual([303, '/r/cfhj2346'])
  })

  it('types a code with hyphens of its own and is at the form', async () => {
    expect((await enter('Demo-Dak-Mil')).headers['location']).toBe('/r/demo-dak-mil')
  })

  it.each([
    ['CFHJ-2347', 'Không có mã này'],
    ['', 'Xin Quý vị nhập mã'],
    ["' or 1=1 --", 'Không có mã này'],
    ['<script>alert(1)</script>', 'Không có mã này'],
    ['../../dashboard', 'Không có mã này'],
  ])('is told what is wrong with «%s», and keeps it to mend it', async (typed, words) => {
    const answer = await enter(typed)
    expect(answer.status).toBe(404)
    expect(answer.text).toContain(words)
    expect(answer.text).not.toContain('<script>alert')
  })

  it('finds an empty form first', async () => {
    const answer = await request(app.url).get('/ma')
    expect([answer.status, answer.text.includes('role="alert"')]).toEqual([200, false])
  })
})
