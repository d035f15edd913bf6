import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { pageOf, tableOf, textOf } from './reading.ts'

const OWN = 'ld-commune-dak-mil'
const OTHER = 'ld-commune-cu-jut'

describe.each(databases)('What a head of unit sees on the dashboard, on $name (F38)', ({ dialect }) => {
  let app: RunningApp
  let head: StaffAgent
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    await countAnswers(app.databases, [
      { unit: `${OWN}-centre`, day: '2026-02-10', satisfied: 70, dissatisfied: 30 },
      { unit: `${OTHER}-centre`, day: '2026-02-10', satisfied: 40, dissatisfied: 1 },
      { unit: 'dn-commune-dak-lao', day: '2025-02-10', satisfied: 20 },
    ])
    head = await signedIn(app, { role: 'head_of_unit', unitId: OWN })
  })
  afterAll(() => app.stop())

  it('begins at the own unit, with the question as it was asked', async () => {
    const answer = await head.get('/dashboard?period=2026-Q1&field=land').redirects(0)
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      `/dashboard?period=2026-Q1&field=land&unit=${OWN}`,
    ])
  })

  it('is the own unit’s figures, and no link to a unit of others', async () => {
    const page = await pageOf(head, `/dashboard?period=2026-Q1&unit=${OWN}`)
    expect(textOf(page)).toContain('70,00%')
    const units = [...page.matchAll(/[?&;]unit=([\w-]+)/g)].map(([, unit]) => unit ?? '')
    expect(units.length).toBeGreaterThan(0)
    expect(units.filter((unit) => !unit.startsWith(OWN))).toEqual([])
    expect(page).not.toContain('Cư Jút')
    const [total] = await tableOf(head, 'targets', `period=2026-Q1&unit=${OWN}`)
    expect(total).toMatchObject({ answered: '100', satisfied: '70' })
  })

  it.each([
    OTHER,
    `${OTHER}-centre`,
    'ld-province',
    'dn-district-dak-mil',
    `own:${OTHER}-centre`,
    'no-such-unit',
  ])('is nothing of %s, in no view and no table', async (unit) => {
    for (const view of ['now', 'then']) {
      for (const path of ['/dashboard', '/dashboard/tables/targets.csv', '/dashboard/tables/units.csv']) {
        const answer = await head.get(`${path}?period=2026-Q1&units=${view}&unit=${unit}`).redirects(0)
        expect([path, view, answer.status]).toEqual([path, view, 400])
        expect(answer.text).not.toContain('97,56')
      }
    }
  })

  it.each(['', 'unit=', 'unit=&unit='])('is nothing of all units («%s»)', async (query) => {
    const answer = await head.get(`/dashboard/tables/targets.csv?period=2026-Q1&${query}`)
    expect(answer.status).toBe(400)
  })

  it('is what was answered at those that the unit took over', async () => {
    const [successor] = await app.databases.read
      .selectFrom('unit_successor')
      .select(['predecessor_id', 'successor_id'])
      .where('predecessor_id', '=', 'dn-commune-dak-lao')
      .execute()
    const heir = await signedIn(app, { role: 'head_of_unit', unitId: successor?.successor_id ?? '' })
    const [total] = await tableOf(heir, 'targets', `period=2025-Q1&unit=${successor?.successor_id}`)
    expect(total).toMatchObject({ answered: '20' })
  })

  it('offers the way from one own unit to the other to who has several', async () => {
    const { write, read } = app.databases
    const page = await pageOf(head, `/dashboard?period=2026-Q1&unit=${OWN}`)
    expect(page).not.toContain(`unit=${OTHER}`)
    const { staff_id } = await read
      .selectFrom('staff_grant')
      .select('staff_id')
      .where('unit_id', '=', OWN)
      .executeTakeFirstOrThrow()
    await write
      .insertInto('staff_grant')
      .values({
        id: 'second',
        staff_id,
        role: 'head_of_unit',
        unit_id: OTHER,
        valid_from: '2026-01-01',
        granted_at: '2026-01-01T00:00:00.000Z',
      })
      .execute()
    expect(await pageOf(head, `/dashboard?period=2026-Q1&unit=${OWN}`)).toContain(`unit=${OTHER}`)
    expect(textOf(await pageOf(head, `/dashboard?period=2026-Q1&unit=${OTHER}`))).toContain('97,56%')
  })

  it.each([
    ['before the grant begins', { valid_from: '2026-11-25' }],
    ['from the day on which it ends', { valid_from: '2026-01-01', valid_until: '2026-11-24' }],
  ])('is nothing %s', async (_when, validity) => {
    const agent = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-nam-dong' })
    await app.databases.write
      .updateTable('staff_grant')
      .set(validity)
      .where('unit_id', '=', 'ld-commune-nam-dong')
      .execute()
    expect((await agent.get('/dashboard?unit=ld-commune-nam-dong')).status).toBe(403)
  })
})
