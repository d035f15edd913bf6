import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR, recordAudit } from '../../server/audit/record-audit.ts'
import { enrolled, postSignIn } from '../accounts/people.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { beginSession, type StaffAgent, signedIn } from '../support/staff.ts'

describe.each(databases)('The audit, on $name', ({ dialect }) => {
  let app: RunningApp
  let auditor: StaffAgent
  const now = new Date('2026-11-24T03:00:00Z')
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
    auditor = await signedIn(app, { role: 'auditor' })
  })
  afterAll(() => app.stop())

  const records = async (query = ''): Promise<Record<string, string>[]> =>
    parse((await auditor.get(`/audit.csv?${query}`).expect(200)).text, { bom: true, columns: true })

  it('has who did what to whom, from where and by which request', async () => {
    const administrator = await beginSession(app, { role: 'administrator' })
    const page = await request(app.url).get('/staff/new').set('Cookie', `session=${administrator.token}`)
    const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(page.text)?.[1]
    const answer = await request(app.url)
      .post('/staff')
      .set('Cookie', `session=${administrator.token}`)
      .type('form')
      .send({ login: 'khanh', name: 'Vũ Khánh', role: 'clerk', unit: 'ld-commune-dak-mil', csrfToken })
    expect(answer.status).toBe(200)
    const [granted, added] = (await records(`login=${administrator.login}`)).toSorted((a, b) =>
      String(b['action']).localeCompare(String(a['action'])),
    )
    expect(added).toMatchObject({ action: 'staff.added', after: '{"login":"khanh","name":"Vũ Khánh"}' })
    expect(granted).toMatchObject({
      at: now.toISOString(),
      login: administrator.login,
      address: expect.stringContaining('127.0.0.1'),
      action: 'staff.granted',
      subject: added?.['subject'],
      unit: 'ld-commune-dak-mil',
      after: '{"role":"clerk","unit":"ld-commune-dak-mil"}',
      request: answer.headers['x-request-id'],
    })
  })

  it('has sign-ins, those that failed, and what was refused to whom', async () => {
    await enrolled(app, 'lan')
    await postSignIn(app, { login: 'lan', password: 'wrong password', code: '123456' })
    await postSignIn(app, { login: 'ghost', password: 'wrong password', code: '123456' })
    const clerk = await beginSession(app, { role: 'clerk', unitId: 'ld-commune-dak-mil' })
    await request(app.url).get('/touchpoints/demo-cu-jut').set('Cookie', `session=${clerk.token}`)
    const actions = async (login: string) => (await records(`login=${login}`)).map((entry) => entry['action'])
    expect(await actions('lan')).toEqual(expect.arrayContaining(['staff.enrolled', 'session.refused']))
    expect(await actions('ghost')).toEqual(['session.refused'])
    expect(await records(`login=${clerk.login}`)).toMatchObject([
      { action: 'access.refused', subject: 'GET /touchpoints/demo-cu-jut' },
    ])
  })

  it('cannot be changed, not even by SQL', async () => {
    const before = await app.databases.read.selectFrom('audit_entry').selectAll().orderBy('id').execute()
    expect(before.length).toBeGreaterThan(3)
    const statements = [
      "update audit_entry set login = 'somebody else'",
      'delete from audit_entry',
      ...(dialect === 'postgres' ? ['truncate audit_entry'] : []),
    ]
    for (const statement of statements) {
      await expect(sql.raw(statement).execute(app.databases.write)).rejects.toThrow('append-only')
    }
    const after = await app.databases.read.selectFrom('audit_entry').selectAll().orderBy('id').execute()
    expect(after).toEqual(before)
  })

  it('holds no secret, whatever it is given (F52)', async () => {
    await recordAudit(
      app.databases.write,
      OPERATOR,
      {
        action: 'test.secrets',
        subject: 'test:1',
        before: { password: 'canary-1', nested: { apiToken: 'canary-2' } },
        after: { totp_secret: 'canary-3', code_hash: 'canary-4', name: 'kept' },
      },
      now,
    )
    const stored = JSON.stringify(await app.databases.read.selectFrom('audit_entry').selectAll().execute())
    expect(stored).not.toContain('canary')
    expect(stored).toContain('kept')
  })

  it('keeps one entry on one line, and runs nothing in a spreadsheet or a page (F27, F51)', async () => {
    const login = '=1+1\r\nroot: \u001b[31m<img src=x onerror=alert(1)>'
    await recordAudit(
      app.databases.write,
      { ...OPERATOR, login },
      { action: 'test.hostile', subject: '\u202e"<script>alert(1)</script>\n@x' },
      now,
    )
    const text = (await auditor.get('/audit.csv?action=test.hostile')).text
    expect(text.trimEnd().split('\r\n')).toHaveLength(2)
    expect(text).not.toContain('\u001b')
    expect(parse(text, { bom: true, columns: true })).toMatchObject([
      { login: expect.stringMatching(/^'=1\+1/) },
    ])
    const page = (await auditor.get('/audit?action=test.hostile')).text
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img src=x')
  })

  it('is found by person, deed, subject and day, and goes on where a page ends', async () => {
    for (let n = 0; n < 130; n++) {
      const by = { ...OPERATOR, login: 'many' }
      const at = new Date(Date.UTC(2025, 0, 1, 0, n))
      await recordAudit(app.databases.write, by, { action: 'test.many', subject: `thing:${n}` }, at)
    }
    expect(await records('action=test.many')).toHaveLength(130)
    expect(await records('login=many&subject=thing:12')).toHaveLength(11)
    expect(await records('subject=%25')).toHaveLength((await records()).length)
    expect(await records('login=many&from=2025-01-01&to=2025-01-01')).toHaveLength(130)
    expect(await records('login=many&from=2025-01-02')).toHaveLength(0)
    const first = (await auditor.get('/audit?login=many')).text
    const older = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = (await auditor.get(older)).text
    expect(first.match(/thing:\d+/g)).toHaveLength(100)
    expect(second.match(/thing:\d+/g)).toHaveLength(30)
    expect(second).not.toContain('rel="next"')
  })

  it.each([
    'login=%00x',
    'from=2026-02-30',
    'before=x',
    "before=2026-01-01T00:00:00.000Z~'%20or%201=1;%20drop%20table%20x%20",
    'login[]=a&login=b&login=c',
    'action=__proto__',
  ])('answers a search for «%s» without failing (F46)', async (query) => {
    expect([200, 400]).toContain((await auditor.get(`/audit?${query}`)).status)
  })
})
