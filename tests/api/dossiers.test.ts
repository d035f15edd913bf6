import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApiKey } from '../../server/api/make-api-key.ts'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { databases } from '../support/databases.ts'
import { dossierTotals, invitationOf } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'

const dossier = (code: string, changes: Record<string, unknown> = {}) => ({
  code,
  unit: 'ld-commune-dak-mil-centre',
  procedureField: 'land',
  outcome: 'returned',
  finishedOn: '2026-10-15',
  ...changes,
})

describe.each(databases)('A program that reports dossiers, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  beforeEach(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
  })
  afterEach(() => app.stop())

  const keyFor = (unit: string) =>
    makeApiKey(app.databases.write, { name: 'Một cửa', unit, days: 30 }, { by: OPERATOR, now })
  const report = (key: string, dossiers: unknown) =>
    request(app.url)
      .post('/api/v1/dossiers')
      .set('Authorization', `Bearer ${key}`)
      .send({ dossiers } as object)
  const imports = () => app.databases.read.selectFrom('dossier_import').selectAll().execute()

  it('hears what became of each, and gets the link of each invitation', async () => {
    const key = await keyFor('ld-commune-dak-mil')
    const answer = await report(key, [
      dossier('H36.50-261001-0001', { channel: 'Trực tuyến', receivedOn: '2026-10-01', dueOn: '14/10/2026' }),
      dossier('H36.50-261001-0001'),
      dossier('H36.50-261001-0002', { outcome: 'từ chối' }),
      dossier('x', { finishedOn: '2099-01-01' }),
      dossier('H36.50-261001-0003', { unit: 'ld-commune-cu-jut-centre' }),
      { ...dossier('H36.50-261001-0004', { secret: 1 }), outcome: undefined },
      dossier('H36.50-261001-0005', { code: 5 }),
      null,
    ])
    expect(answer.status).toBe(200)
    const link = (code: string) => `http://127.0.0.1${invitationOf(app, code)}`
    const refused = (...problems: [string, string][]) => ({
      outcome: 'refused',
      problems: problems.map(([field, problem]) => ({ field, problem, message: expect.any(String) })),
    })
    expect(answer.body).toEqual({
      taken: 2,
      repeated: 1,
      refused: 5,
      dossiers: [
        { outcome: 'taken', invitation: link('H36.50-261001-0001') },
        { outcome: 'repeated', invitation: link('H36.50-261001-0001') },
        { outcome: 'taken', invitation: link('H36.50-261001-0002') },
        refused(['finishedOn', 'future'], ['code', 'code']),
        refused(['unit', 'not_yours']),
        refused(['outcome', 'required'], ['secret', 'unexpected']),
        refused(['code', 'invalid']),
        refused(['dossier', 'invalid']),
      ],
    })
    expect(await dossierTotals(app)).toEqual({ dossiers: 2, invited: 2, opened: 0, answered: 0 })
    const stored = await app.databases.read.selectFrom('dossier').select('outcome').execute()
    expect(stored.map((row) => row.outcome).sort()).toEqual(['rejected', 'returned_late'])
    expect(JSON.stringify(answer.body)).not.toMatch(/undefined|\{\{/)
  })

  it('may send the same again; a day of a key is one import', async () => {
    const key = await keyFor('ld-commune-dak-mil')
    const dossiers = Array.from({ length: 1000 }, (_, index) => dossier(`H36.50-261001-${index}`))
    const answers = await Promise.all([report(key, dossiers), report(key, dossiers), report(key, dossiers)])
    const sum = (field: 'taken' | 'repeated') => answers.reduce((total, { body }) => total + body[field], 0)
    expect([sum('taken'), sum('repeated')]).toEqual([1000, 2000])
    expect(await imports()).toMatchObject([
      { kind: 'api', source_name: 'Một cửa', taken: 1000, repeated: 2000 },
    ])
    expect(await dossierTotals(app)).toMatchObject({ dossiers: 1000, invited: 1000 })
    now = new Date('2026-11-25T03:00:00Z')
    await report(key, [dossier('H36.50-261002-0001')])
    expect(await imports()).toHaveLength(2)
  })

  it.each([
    ['nothing', {}],
    ['an empty list', { dossiers: [] }],
    ['more than a thousand', { dossiers: Array(1001).fill(null) }],
    ['something beside the list', { dossiers: [null], more: 1 }],
  ])('is refused as a whole with %s', async (_what, body) => {
    const key = await keyFor('ld-commune-dak-mil')
    const answer = await request(app.url)
      .post('/api/v1/dossiers')
      .set('Authorization', `Bearer ${key}`)
      .send(body)
    expect(answer.status).toBe(422)
    expect(answer.body.error.fields).toEqual([{ field: 'dossiers', message: expect.any(String) }])
  })

  it('needs a key that is known, not expired and not revoked', async () => {
    const key = await keyFor('ld-commune-dak-mil')
    const bare = await request(app.url).post('/api/v1/dossiers').send({ dossiers: [] })
    expect(bare.status).toBe(401)
    expect(bare.headers['www-authenticate']).toBe('Bearer')
    expect(bare.body.error.code).toBe('no_api_key')
    expect((await report(`${key.slice(0, -1)}_`, [])).status).toBe(401)
    now = new Date('2026-12-24T03:00:00Z')
    expect((await report(key, [dossier('H36.50-261001-0001')])).status).toBe(401)

    const other = await keyFor('ld-commune-dak-mil')
    expect((await report(other, [dossier('H36.50-261001-0001')])).status).toBe(200)
    const official = await signedIn(app, { role: 'reform_office' })
    const page = await official.get('/api-keys')
    await official.post(/\/api-keys\/[\w-]+\/revoke/.exec(page.text)?.[0] ?? '').expect(303)
    expect((await report(other, [dossier('H36.50-261001-0001')])).status).toBe(401)
  })

  it('is slowed down: who tries keys, and who asks too often', async () => {
    const key = await keyFor('ld-commune-dak-mil')
    const guess = () =>
      request(app.url)
        .post('/api/v1/dossiers')
        .set('Authorization', `Bearer td_${'x'.repeat(43)}`)
    const guesses = (await Promise.all(Array.from({ length: 35 }, guess))).map((answer) => answer.status)
    expect(guesses.filter((status) => status === 429)).toHaveLength(5)
    const asked = []
    for (let index = 0; index < 125; index++) asked.push((await report(key, [])).status)
    expect(asked.filter((status) => status === 429)).toHaveLength(5)
  })

  it('gets its key from an official, who sees it once; the database never has it', async () => {
    const official = await signedIn(app, { role: 'reform_office' })
    const made = await official
      .post('/api-keys')
      .type('form')
      .send({ name: 'Một cửa Đắk Mil', unit: 'ld-commune-dak-mil', days: '30' })
    expect(made.status).toBe(201)
    const key = /td_[\w-]{43}/.exec(made.text)?.[0] ?? ''
    expect((await report(key, [dossier('H36.50-261001-0001')])).body.taken).toBe(1)
    const page = await official.get('/api-keys')
    expect(page.text).toContain('Một cửa Đắk Mil')
    expect(page.text).not.toContain('td_')
    for (const table of ['api_key', 'audit_entry'] as const) {
      expect(JSON.stringify(await app.databases.read.selectFrom(table).selectAll().execute())).not.toContain(
        key,
      )
    }
    const wrong = await official.post('/api-keys').type('form').send({ name: ' ', unit: 'x', days: '0' })
    expect(wrong.status).toBe(422)
    for (const field of ['name', 'days']) expect(wrong.text).toContain(`id="${field}-error"`)
    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-dak-mil' })
    await head.get('/api-keys').expect(403)
  })

  it('finds what it may send described', async () => {
    const { body } = await request(app.url).get('/api/v1/openapi.json')
    const { post } = body.paths['/api/v1/dossiers']
    const item = post.requestBody.content['application/json'].schema.properties.dossiers.items
    expect(item.required.sort()).toEqual(['code', 'finishedOn', 'outcome', 'procedureField', 'unit'])
    expect(item.additionalProperties).toBe(false)
    expect((await request(app.url).get('/api/v1/nothing')).body.error.code).toBe('not_found')
  })
})
