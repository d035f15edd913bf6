import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const BEFORE = new Date('2026-11-24T03:00:00Z')
const AFTER = new Date('2026-12-01T03:00:00Z')
const SLIP = 'tt01-slip-1'
const ONLINE = 'tt32-online-1'

describe.each(databases)('A version that is assigned to touchpoints, on $name', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  beforeEach(async () => {
    now = BEFORE
    app = await startApp(dialect, { clock: () => now })
  })
  afterEach(() => app.stop())

  const touchpoints = async () =>
    (await app.databases.read.selectFrom('touchpoint').select('code').execute()).map(({ code }) => code)
  const assign = async (version: string, codes: readonly string[], opensOn = '2026-12-01') => {
    const office = await signedIn(app, { role: 'reform_office' })
    const at = Object.fromEntries(codes.map((code) => [`at_${code}`, 'on']))
    return office
      .post(`/instruments/versions/${version}/assign`)
      .type('form')
      .send({ opens_on: opensOn, ...at })
  }
  const form = async (code: string) => (await request(app.url).get(`/r/${code}`)).text
  const answer = (changes: object) =>
    request(app.url)
      .post('/responses')
      .send({ ...submissionBody(), ...changes })
  const responses = () => app.databases.read.selectFrom('response').selectAll().execute()
  const tallies = () => app.databases.read.selectFrom('tally_month').selectAll().orderBy('item').execute()

  it('is asked there from that day on, and nowhere else', async () => {
    expect((await assign(SLIP, ['demo-dak-mil'])).status).toBe(303)
    expect(await form('demo-dak-mil')).toContain('value="one-stop-1"')
    now = AFTER
    expect(await form('demo-dak-mil')).toContain(`value="${SLIP}"`)
    const others = (await touchpoints()).filter((code) => code.startsWith('demo-') && code !== 'demo-dak-mil')
    expect(others.length).toBeGreaterThan(0)
    expect(await form(others[0] ?? '')).toContain('value="one-stop-1"')
  })

  it('takes over for touchpoints that are added later when all of a wave go over, and the wave closes', async () => {
    await assign(SLIP, await touchpoints())
    const waves = await app.databases.read.selectFrom('wave').selectAll().orderBy('opens_on').execute()
    expect(waves).toMatchObject([
      { id: 'continuous-1', closes_on: '2026-12-01' },
      { follows: 'continuous-1', opens_on: '2026-12-01', closes_on: null },
    ])
    now = AFTER
    const office = await signedIn(app, { role: 'reform_office' })
    expect((await office.get('/touchpoints?state=open')).text).toContain('demo-dak-mil')
    const [touchpoint] = await app.databases.read.selectFrom('touchpoint').selectAll().execute()
    await app.databases.write
      .insertInto('touchpoint')
      .values({ ...touchpoint, code: 'demo-new', wave_id: 'continuous-1', kind: 'qr', mode: null } as never)
      .execute()
    expect(await form('demo-new')).toContain(`value="${SLIP}"`)
  })

  it('does not refuse what a device without a network asked before', async () => {
    await assign(SLIP, ['demo-dak-mil'])
    now = AFTER
    const late = await answer({
      instrumentVersion: 'one-stop-1',
      answers: { overall: 4, access: 5 },
      respondedAt: '2026-11-30T03:00:00Z',
    })
    expect(late.status).toBe(201)
    const fresh = await answer({ instrumentVersion: SLIP, answers: { overall: 5, index_1: 2 } })
    expect(fresh.status).toBe(201)
    expect(
      (await responses()).map((one) => [one.wave_id === 'continuous-1', one.instrument_version_id]).sort(),
    ).toEqual([
      [false, SLIP],
      [true, 'one-stop-1'],
    ])
  })

  it('does not take answers to a questionnaire that was never asked there', async () => {
    const refused = await answer({ instrumentVersion: ONLINE, answers: { overall: 4 } })
    expect(refused.status).toBe(422)
    expect(refused.body.error.fields).toMatchObject([{ field: 'instrumentVersion' }])
  })

  it('must be another one than is asked, from tomorrow on, and before no change that is planned', async () => {
    expect((await assign(SLIP, ['demo-dak-mil'], '2026-11-24')).status).toBe(422)
    expect((await assign('one-stop-1', ['demo-dak-mil'])).text).toContain('đã hỏi bằng phiếu này')
    expect((await assign(SLIP, [])).status).toBe(422)
    expect((await assign(SLIP, ['no-such-place'])).status).toBe(422)
    await assign(SLIP, ['demo-dak-mil'])
    expect((await assign(ONLINE, ['demo-dak-mil'], '2026-11-28')).text).toContain('đã định chuyển')
    expect(await app.databases.read.selectFrom('wave').select('id').execute()).toHaveLength(2)
  })

  describe('and that is taken back', () => {
    const waveOf = async (version: string) => {
      const { read } = app.databases
      const wave = await read
        .selectFrom('wave')
        .select('id')
        .where('instrument_version_id', '=', version)
        .where('unit_id', 'is', null)
        .executeTakeFirst()
      return wave?.id ?? ''
    }
    const cancel = async (
      version: string,
      wave: string,
      role: 'reform_office' | 'head_of_unit' = 'reform_office',
    ) => {
      const agent = await signedIn(app, { role })
      return agent.post(`/instruments/versions/${version}/waves/${wave}/cancel`)
    }

    it('before its first day leaves some touchpoints asking what they asked, and the audit', async () => {
      await assign(SLIP, ['demo-dak-mil', 'demo-cu-jut'])
      const wave = await waveOf(SLIP)
      const office = await signedIn(app, { role: 'reform_office' })
      const page = (await office.get(`/instruments/versions/${SLIP}`)).text
      expect(page).toContain(`action="/instruments/versions/${SLIP}/waves/${wave}/cancel"`)
      expect((await cancel(SLIP, wave)).headers['location']).toBe(
        `/instruments/versions/${SLIP}?done=cancelled`,
      )
      const { read } = app.databases
      expect(await read.selectFrom('wave_touchpoint').selectAll().execute()).toEqual([])
      expect(await read.selectFrom('wave').select('id').execute()).toEqual([{ id: 'continuous-1' }])
      const entry = await read
        .selectFrom('audit_entry')
        .selectAll()
        .where('action', '=', 'wave.cancelled')
        .executeTakeFirstOrThrow()
      expect(entry.subject).toBe(`wave:${wave}`)
      expect(JSON.parse(entry.before ?? '')).toMatchObject({
        versionId: SLIP,
        opensOn: '2026-12-01',
        touchpoints: ['demo-cu-jut', 'demo-dak-mil'],
      })
      now = AFTER
      expect(await form('demo-dak-mil')).toContain('value="one-stop-1"')
    })

    it('reopens the wave that all touchpoints would have left', async () => {
      await assign(SLIP, await touchpoints())
      expect((await cancel(SLIP, await waveOf(SLIP))).status).toBe(303)
      const waves = await app.databases.read.selectFrom('wave').select(['id', 'closes_on']).execute()
      expect(waves).toEqual([{ id: 'continuous-1', closes_on: null }])
      now = AFTER
      expect(await form('demo-dak-mil')).toContain('value="one-stop-1"')
      now = BEFORE
      expect((await assign(SLIP, await touchpoints())).status).toBe(303)
    })

    it('is refused from its first day on, for the first wave, while another follows, and to a head of unit', async () => {
      await assign(SLIP, await touchpoints())
      const wave = await waveOf(SLIP)
      expect((await cancel(SLIP, wave, 'head_of_unit')).status).toBe(403)
      expect((await cancel('one-stop-1', wave)).status).toBe(404)
      expect((await cancel('one-stop-1', 'continuous-1')).status).toBe(409)
      await assign(ONLINE, await touchpoints(), '2026-12-10')
      expect((await cancel(SLIP, wave)).status).toBe(409)
      expect((await cancel(ONLINE, await waveOf(ONLINE))).status).toBe(303)
      now = AFTER
      expect((await cancel(SLIP, wave)).status).toBe(409)
      expect(await form('demo-dak-mil')).toContain(`value="${SLIP}"`)
    })
  })

  describe('with other item types', () => {
    const asking = async (version: string) => {
      await assign(version, ['demo-dak-mil'])
      now = AFTER
    }

    it('counts ratings on three levels apart, in none of the figures of five', async () => {
      await answer({ answers: { overall: 3 } })
      await asking(ONLINE)
      const given = await answer({
        answers: { overall_of_three: 3, online_attitude: 1, online_punctual: null },
      })
      expect(given.status).toBe(201)
      expect((await answer({ answers: { overall_of_three: 4 } })).status).toBe(422)
      expect((await answer({ answers: { overall: 3 } })).status).toBe(422)
      const december = (await tallies()).filter(({ month }) => month === '2026-12')
      expect(december.map(({ item, r1, r3, no_opinion }) => [item, r1, r3, no_opinion])).toEqual([
        ['online_attitude', 1, 0, 0],
        ['online_punctual', 0, 0, 1],
        ['overall_of_three', 0, 1, 0],
      ])
      const days = await app.databases.read.selectFrom('tally_day').select('instrument_version_id').execute()
      expect(days).toEqual([{ instrument_version_id: 'one-stop-1' }])
    })

    it('keeps numbers and words as they were given, and counts them nowhere', async () => {
      await asking('moh-inpatient-1')
      const answers = {
        overall: 5,
        a1: 4,
        g1: 120,
        g2: 5,
        g3: '  Chờ lâu, gọi 0912 345 678  ',
        days: 3,
        insurance: 1,
      }
      expect((await answer({ answers })).status).toBe(201)
      const [stored] = await responses()
      expect(JSON.parse(stored?.answers ?? '')).toEqual({
        a1: 4,
        g1: '120',
        g2: 5,
        g3: 'Chờ lâu, gọi •••',
        days: '3',
        insurance: 1,
      })
      expect((await tallies()).map(({ item }) => item).sort()).toEqual(['a1', 'g2', 'insurance', 'overall'])
    })

    it('refuses numbers out of bounds and words that are too long, by name', async () => {
      await asking('moh-inpatient-1')
      for (const answers of [
        { g1: 201 },
        { g1: -1 },
        { g1: 1.5 },
        { g1: '120' },
        { g3: 5 },
        { g3: 'ê'.repeat(1001) },
      ]) {
        const refused = await answer({ answers: { overall: 5, ...answers } })
        expect([refused.status, refused.body.error?.fields?.[0]?.field]).toEqual([
          422,
          Object.keys(answers)[0],
        ])
      }
    })

    it('takes them from a plain form, and brings them back with what is wrong', async () => {
      await asking('moh-inpatient-1')
      const { submissionKey, touchpoint, procedureField, respondentKind } = submissionBody()
      const posted = {
        submissionKey,
        touchpoint,
        procedureField,
        respondentKind,
        instrumentVersion: 'moh-inpatient-1',
      }
      const send = (fields: object) =>
        request(app.url)
          .post('/responses')
          .type('form')
          .send({ ...posted, ...fields })
      const wrong = await send({ overall: '5', g1: '500', g3: 'Chờ lâu' })
      expect(wrong.status).toBe(422)
      expect(wrong.text).toContain('value="500"')
      expect(wrong.text).toContain('href="#g1"')
      expect((await send({ overall: '5', g1: '90', g3: 'Chờ lâu', days: '' })).status).toBe(303)
      const [stored] = await responses()
      expect(JSON.parse(stored?.answers ?? '')).toEqual({ g1: '90', g3: 'Chờ lâu' })
    })

    it('drops the answer to an item that its rule does not ask', async () => {
      await asking(SLIP)
      await answer({ answers: { overall: 4, index_3: 1, index_3_own_fault: 1 } })
      await answer({ answers: { overall: 4, index_3_own_fault: 1 } })
      await answer({ answers: { overall: 4, index_3: 3, index_3_own_fault: 2 } })
      const stored = (await responses()).map(({ answers }) => answers).sort()
      expect(stored).toEqual(['{"index_3":1}', '{"index_3":3,"index_3_own_fault":2}', '{}'])
    })
  })
})
