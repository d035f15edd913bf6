import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApiKey } from '../../server/api/make-api-key.ts'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { dossierHash } from '../../server/invitations/dossier-hash.ts'
import { retention } from '../../server/retention/retention.command.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { readSettings } from '../../server/settings/settings.queries.ts'
import { DEFAULT_SETTINGS, type SettingValues, valuesOf } from '../../server/settings/settings.ts'
import { verify } from '../../server/verify.command.ts'
import { enrolledDevice } from '../devices/enrolled.ts'
import { databases } from '../support/databases.ts'
import { postJson, type TestDevice } from '../support/device.ts'
import { invitationOf, reportDossiers, SERVICE_CENTRE } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

const OLD = new Date('2026-12-07T03:00:00Z')
const RECENT = new Date('2029-01-02T03:00:00Z')
const NOW = new Date('2029-01-24T03:00:00Z')
const code = (number: number) => `H16.25.07-240506-${String(number).padStart(4, '0')}`

describe.each(databases)('On $name, what has been kept long enough', ({ dialect }) => {
  let app: RunningApp
  let now = OLD
  let device: TestDevice
  beforeAll(async () => {
    app = await startApp(dialect, {
      clock: () => now,
      variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '10000' },
    })
    for (const at of [OLD, RECENT]) {
      now = at
      for (let number = 0; number < 620; number++)
        await rate({ comment: `Góp ý số ${number}`, touchpoint: number % 2 ? 'demo-dak-mil' : 'demo-cu-jut' })
      device = await enrolledDevice(app)
      await postJson(`${app.url}/kiosk/responses`, device.batch([device.rate(), device.rate()]))
      await device.rate()
      await postJson(`${app.url}/kiosk/heartbeat`, device.heartbeat({ lastSequence: 3 }))
    }
    now = OLD
    await reportDossiers(app, [1, 2, 3].map(code))
    await rateDossier(1)
    now = RECENT
    await reportDossiers(app, [4, 5].map(code))
    await rateDossier(2)
    await rateDossier(4)
    now = NOW
    await app.databases.write
      .insertInto('device_event')
      .values([event(OLD, OLD), event(OLD, null), event(RECENT, RECENT)])
      .execute()
    await app.databases.write
      .insertInto('sign_in_failure')
      .values([
        { key: 'account:old', failures: 3, last_failed_at: RECENT.toISOString() },
        { key: 'account:new', failures: 3, last_failed_at: NOW.toISOString() },
      ])
      .execute()
  })
  afterAll(() => app.stop())

  const rate = (changes: object) =>
    postJson(`${app.url}/responses`, { ...submissionBody(), ...changes }).then(({ status }) =>
      expect(status).toBe(201),
    )
  const rateDossier = (number: number) => rate({ dossier: code(number) })
  const event = (at: Date, settled: Date | null) => ({
    id: randomUUID(),
    device_id: device.deviceId,
    kind: 'technician' as const,
    noted_at: at.toISOString(),
    last_noted_at: at.toISOString(),
    times: 1,
    detail: '{"action":"opened"}',
    settled_at: settled?.toISOString() ?? null,
  })
  async function decide(values: Partial<SettingValues>) {
    const { revision, ...settings } = await readSettings(app.databases.write)
    const change = { values: { ...valuesOf(settings as SettingValues), ...values } }
    await changeSettings(app.databases.write, change, { revision, by: OPERATOR, now })
  }
  async function run(dryRun: boolean): Promise<Record<string, number>> {
    const lines: string[] = []
    await retention(app.databases, { dryRun, now, print: (line) => lines.push(line) })
    return Object.fromEntries(
      lines.slice(1).map((line) => [line.trim().replace(/\s+\d+$/, ''), Number(line.match(/\d+$/)?.[0])]),
    )
  }
  async function snapshot() {
    const { read } = app.databases
    const [days, months, dossiers, links] = await Promise.all([
      read
        .selectFrom('tally_day')
        .selectAll()
        .orderBy('day')
        .orderBy('unit_id')
        .orderBy('dossier_link')
        .execute(),
      read
        .selectFrom('tally_month')
        .selectAll()
        .orderBy('month')
        .orderBy('unit_id')
        .orderBy('item')
        .orderBy('dossier_link')
        .orderBy('mode')
        .execute(),
      read.selectFrom('dossier_tally').selectAll().orderBy('day').execute(),
      read.selectFrom('device_link').selectAll().orderBy('device_id').orderBy('sequence').execute(),
    ])
    const responses = await read.selectFrom('response').selectAll().orderBy('submission_key').execute()
    return { days, months, dossiers, links, responses: responses.map(({ comment: _, ...rest }) => rest) }
  }
  const isVerified = () => verify(app.databases, app.config, () => undefined)
  const commentsAt = async (day: string) =>
    (
      await app.databases.read
        .selectFrom('response')
        .select('submission_key')
        .where('responded_on', '=', day)
        .where('comment', 'is not', null)
        .execute()
    ).length
  const openGaps = () =>
    app.databases.read.selectFrom('device_event').select('id').where('settled_at', 'is', null).execute()

  it('is told beforehand and changes nothing then', async () => {
    expect(await run(true)).toEqual({
      'words of comments': 620,
      dossiers: 3,
      'marks of rated dossiers': 1,
      'settled events of devices': 1,
    })
    expect(await commentsAt('2026-12-07')).toBe(620)
    expect(await audits()).toEqual([])
  })

  it('is kept where the province keeps it for good', async () => {
    await decide({ keepCommentsMonths: null, keepDossiersMonths: null, keepDeviceEventsMonths: null })
    expect(Object.values(await run(true))).toEqual([0, 0, 0, 0])
    expect(Object.values(await run(false))).toEqual([0, 0, 0, 0])
    expect(await commentsAt('2026-12-07')).toBe(620)
    await decide(valuesOf(DEFAULT_SETTINGS))
  })

  it('is not deleted by a clock that leaped ahead by years', async () => {
    now = new Date('2039-01-24T03:00:00Z')
    await expect(run(false)).rejects.toThrow(/nothing was done here since 2029-01-24.*put the clock right/)
    now = NOW
    expect(await commentsAt('2026-12-07')).toBe(620)
    expect(await audits()).toEqual([])
  })

  it('goes, in as many chunks as it takes, and no rating, tally or link of a chain changes', async () => {
    const [before, gaps] = [await snapshot(), await openGaps()]
    expect(gaps.length).toBeGreaterThan(1)
    expect(await run(false)).toEqual({
      'words of comments': 620,
      dossiers: 3,
      'marks of rated dossiers': 1,
      'settled events of devices': 1,
    })
    expect(await snapshot()).toEqual(before)
    expect(await openGaps()).toEqual(gaps)
    expect([await commentsAt('2026-12-07'), await commentsAt('2029-01-02')]).toEqual([0, 620])
    const lines: string[] = []
    expect(await verify(app.databases, app.config, (line) => lines.push(line))).toBe(true)
    expect(lines[0]).toContain('before 2027-01-01 were deleted')
    const { read } = app.databases
    const hashes = await read.selectFrom('dossier').select('code_hash').execute()
    expect(hashes.map(({ code_hash }) => code_hash).sort()).toEqual(
      [4, 5].map((number) => dossierHash(code(number), app.config.dossierSecret)).sort(),
    )
    const rated = await read.selectFrom('rated_dossier').select('code_hash').execute()
    expect(rated.map(({ code_hash }) => code_hash).sort()).toEqual(
      [2, 4].map((number) => dossierHash(code(number), app.config.dossierSecret)).sort(),
    )
    const failures = await read.selectFrom('sign_in_failure').select('key').execute()
    expect(failures).toEqual([{ key: 'account:new' }])
  })

  it('is in the audit: by which days, and how much', async () => {
    const entries = (await audits()).slice(-2)
    expect(entries.map(({ action, login }) => [action, login])).toEqual([
      ['retention.began', 'thuoc-do'],
      ['retention.ended', 'thuoc-do'],
    ])
    expect(JSON.parse(entries[0]?.after ?? '')).toEqual({
      comments: '2027-01-01',
      dossiers: '2027-01-01',
      deviceEvents: '2027-01-01',
    })
    expect(JSON.parse(entries[1]?.after ?? '')).toMatchObject({ deletedComments: 620, deletedDossiers: 3 })
  })

  it('is gone only once: another run finds nothing and says nothing', async () => {
    const before = await audits()
    expect(Object.values(await run(false))).toEqual([0, 0, 0, 0])
    expect(await audits()).toEqual(before)
  })

  it('cannot be reported again, where it would be counted twice', async () => {
    const unit = 'ld-commune-dak-mil'
    const key = await makeApiKey(
      app.databases.write,
      { name: 'Một cửa', unit, days: 30 },
      { by: OPERATOR, now },
    )
    const dossier = {
      code: code(1),
      unit: SERVICE_CENTRE,
      procedureField: 'land',
      outcome: 'returned',
      finishedOn: '2026-12-07',
    }
    const answer = await request(app.url)
      .post('/api/v1/dossiers')
      .set('Authorization', `Bearer ${key}`)
      .send({ dossiers: [dossier] })
    expect(JSON.stringify(answer.body)).toContain('"problem":"deleted"')
    expect(await isVerified()).toBe(true)
  })

  it('leaves an invitation that opens nothing any more', async () => {
    expect((await request(app.url).get(invitationOf(app, code(3)))).status).toBe(404)
    expect((await request(app.url).get(invitationOf(app, code(5)))).status).toBe(200)
  })

  it('stays verified when things are kept longer afterwards', async () => {
    await decide({ keepDossiersMonths: 60 })
    await run(false)
    expect(await isVerified()).toBe(true)
    await decide({ keepDossiersMonths: null })
    await run(false)
    expect(await isVerified()).toBe(true)
  })

  function audits() {
    return app.databases.read
      .selectFrom('audit_entry')
      .select(['action', 'login', 'after'])
      .where('action', 'like', 'retention.%')
      .orderBy('at')
      .orderBy('id')
      .execute()
  }
})
