import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Databases } from '../../db/connect.ts'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { enterChanges } from '../../server/units/enter-changes.ts'
import { RefusedChange, UnitInUse } from '../../server/units/refused-change.ts'
import { undoChange } from '../../server/units/undo-change.ts'
import { listUnitChanges } from '../../server/units/unit-change.queries.ts'
import type { UnitDeed } from '../../server/units/unit-change.ts'
import { tableOf } from '../dashboard/reading.ts'
import { countAnswers } from '../support/answers.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const DAK_WIL = 'ld-commune-dak-wil'
const NAM_DONG = 'ld-commune-nam-dong'

describe.each(databases)('Units with a history, on $name (F64)', ({ dialect }) => {
  let app: RunningApp
  let db: Databases
  let official: StaffAgent
  let now = new Date('2026-11-24T03:00:00Z')
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => now })
    db = app.databases
    official = await signedIn(app, { role: 'reform_office' })
    await countAnswers(db, [
      { unit: `${DAK_WIL}-centre`, day: '2026-03-01', satisfied: 40, dissatisfied: 20 },
      { unit: `${NAM_DONG}-centre`, day: '2026-03-01', satisfied: 70 },
      { unit: `${DAK_WIL}-centre`, day: '2026-09-01', satisfied: 30 },
    ])
    await db.write.deleteFrom('touchpoint').where('unit_id', 'like', `${DAK_WIL}%`).execute()
  })
  afterAll(() => app.stop())

  const enter = (effectiveOn: string, ...deeds: UnitDeed[]) =>
    enterChanges(
      db.write,
      deeds.map((deed) => ({ deed, effectiveOn })),
      { by: OPERATOR, now },
    )
  const undoLast = async () => {
    const last = (await listUnitChanges(db.read)).findLast(({ undoneAt }) => undoneAt === null)
    if (last) await undoChange(db.write, last, { by: OPERATOR, now })
  }
  const unit = (id: string) => db.read.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst()
  const figures = async (query: string) =>
    (await tableOf(official, 'units', `period=2026&${query}`))
      .filter(({ state }) => state !== 'no_responses')
      .map(({ name, answered, satisfied }) => [name, answered, satisfied])
      .sort()

  it('are written down for the catalogue too: each creation, merger and end', async () => {
    const kinds = Map.groupBy(await listUnitChanges(db.read), ({ deed }) => deed.kind)
    const { units } = await db.read
      .selectFrom('unit')
      .select((eb) => eb.fn.countAll<number>().as('units'))
      .executeTakeFirstOrThrow()
    expect(kinds.get('created')?.length).toBe(Number(units))
    expect(kinds.get('merged')?.length).toBe(29)
    expect(kinds.get('closed')?.length).toBe(8)
  })

  it('merged today as of last July are one as it is now, and as they were as it was', async () => {
    const [then, now] = [await figures('units=then'), await figures('units=now')]
    await enter(
      '2026-07-01',
      { kind: 'merged', predecessorIds: [`${DAK_WIL}-centre`], successorId: `${NAM_DONG}-centre` },
      { kind: 'merged', predecessorIds: [DAK_WIL], successorId: NAM_DONG },
    )
    expect(now).toEqual([
      ['Xã Nam Dong', '70', '70'],
      ['Xã Đắk Wil', '90', '70'],
    ])
    expect(await figures('units=now')).toEqual([['Xã Nam Dong', '160', '140']])
    expect(await figures('units=then')).toEqual(
      then.map(([name, ...counts]) => [
        name === 'Xã Đắk Wil' ? 'Xã Đắk Wil (đến 30/06/2026)' : name,
        ...counts,
      ]),
    )
  })

  it('lie where they lay when the merger is undone, which stays written down', async () => {
    await undoLast()
    await undoLast()
    expect(await figures('units=now')).toEqual([
      ['Xã Nam Dong', '70', '70'],
      ['Xã Đắk Wil', '90', '70'],
    ])
    expect((await unit(DAK_WIL))?.valid_until).toBeNull()
    const undone = (await listUnitChanges(db.read)).filter(({ undoneAt }) => undoneAt !== null)
    expect(undone.map(({ deed }) => deed.kind)).toEqual(['merged', 'merged'])
    await expect(db.write.deleteFrom('unit_change').execute()).rejects.toThrow(/append-only/)
    await expect(db.write.updateTable('unit_change').set({ content: '{}' }).execute()).rejects.toThrow(
      /append-only/,
    )
  })

  it('moved today stand below their new parent as it is now, and below the old one in every period begun', async () => {
    const then = await figures('units=then')
    await enter('2026-02-01', { kind: 'moved', unitId: `${DAK_WIL}-centre`, parentId: NAM_DONG })
    expect(await figures('units=now')).toEqual([['Xã Nam Dong', '160', '140']])
    expect(await figures('units=then')).toEqual(then)
    await undoLast()
  })

  it('are told by the new name from its day on, without anybody doing anything', async () => {
    await enter('2026-12-01', { kind: 'renamed', unitId: DAK_WIL, name: 'Xã Đắk Wil Mới' })
    expect((await unit(DAK_WIL))?.name).toBe('Xã Đắk Wil')
    now = new Date('2026-11-30T17:00:00Z')
    await request(app.url).get('/results').expect(200)
    expect(await unit(DAK_WIL)).toMatchObject({ name: 'Xã Đắk Wil Mới', name_search: 'xa dak wil moi' })
    now = new Date('2026-11-24T03:00:00Z')
    await undoLast()
    const names = await db.read.selectFrom('unit_name').selectAll().where('unit_id', '=', DAK_WIL).execute()
    expect(names).toEqual([
      {
        unit_id: DAK_WIL,
        valid_from: '2025-07-01',
        valid_until: null,
        name: 'Xã Đắk Wil',
        name_search: 'xa dak wil',
      },
    ])
  })

  it('have in figures as it was the name that they had at the time', async () => {
    await enter('2026-08-01', { kind: 'renamed', unitId: DAK_WIL, name: 'Xã Đắk Wil Mới' })
    const named = async (query: string) =>
      (await tableOf(official, 'units', query))
        .map(({ name }) => name)
        .filter((name) => name?.includes('Wil'))
    expect(await named('period=2026-Q1&units=then')).toEqual(['Xã Đắk Wil'])
    expect(await named('period=2026-Q1&units=now')).toEqual(['Xã Đắk Wil Mới'])
    expect(await named('period=2026-Q3&units=then')).toEqual(['Xã Đắk Wil Mới'])
    await undoLast()
  })

  it('merged from next year on follow nobody until then', async () => {
    await enter('2027-01-01', {
      kind: 'merged',
      predecessorIds: [`${DAK_WIL}-centre`],
      successorId: `${NAM_DONG}-centre`,
    })
    expect(await figures('units=now')).toContainEqual(['Xã Đắk Wil', '90', '70'])
    expect((await unit(`${DAK_WIL}-centre`))?.valid_until).toBe('2027-01-01')
    await undoLast()
  })

  it('stay where they were when they are split, since nobody can split their answers', async () => {
    await enter('2026-07-01', {
      kind: 'split',
      unitId: `${DAK_WIL}-centre`,
      parts: [
        { unitId: `${NAM_DONG}-centre`, sharePercent: 60 },
        { unitId: NAM_DONG, sharePercent: 40 },
      ],
    })
    expect(await figures('units=now')).toEqual([
      ['Xã Nam Dong', '70', '70'],
      ['Xã Đắk Wil', '90', '70'],
    ])
    await undoLast()
  })

  it('that still have touchpoints are not closed, and are told which', async () => {
    const closing = enter('2027-01-01', { kind: 'closed', unitId: 'ld-commune-dak-mil-centre' })
    const refused = await closing.catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(RefusedChange)
    expect((refused as RefusedChange).touchpoints.map(({ code }) => code)).toContain('demo-dak-mil')
  })

  it('that are in use do not disappear when their creation is undone; those that are not do', async () => {
    const created = (unitId: string): UnitDeed => ({
      kind: 'created',
      unitId,
      name: 'Tổ Một cửa',
      unitKind: 'service_centre',
      parentId: NAM_DONG,
    })
    await enter('2026-07-01', created('used'))
    await db.write.insertInto('staff').values({ id: 's', login: 's', name: 'S', created_at: '' }).execute()
    const grant = { staff_id: 's', role: 'clerk', valid_from: '2026-07-01', granted_at: '' } as const
    await db.write
      .insertInto('staff_grant')
      .values({ id: 'g', unit_id: 'used', ...grant })
      .execute()
    await expect(undoLast()).rejects.toThrow(UnitInUse)
    expect(await unit('used')).toBeDefined()
    await enter('2026-07-01', created('unused'))
    await undoLast()
    expect(await unit('unused')).toBeUndefined()
  })

  it('merged as of last July still take what a kiosk sends late from the days before anybody knew', async () => {
    const place = await db.read
      .selectFrom('touchpoint')
      .selectAll()
      .where('code', '=', 'demo-dak-mil')
      .executeTakeFirstOrThrow()
    const retired = { code: 'late-kiosk', unit_id: `${DAK_WIL}-centre`, valid_until: '2026-11-25' }
    await db.write
      .insertInto('touchpoint')
      .values({ ...place, ...retired })
      .execute()
    await enter('2026-07-01', {
      kind: 'merged',
      predecessorIds: [`${DAK_WIL}-centre`],
      successorId: `${NAM_DONG}-centre`,
    })
    await request(app.url)
      .post('/responses')
      .send(submissionBody({ touchpoint: 'late-kiosk', respondedAt: '2026-11-22T03:00:00.000Z' }))
      .expect(201)
    await undoLast()
  })

  it('are in the audit log with every change', async () => {
    const actions = await db.read.selectFrom('audit_entry').select('action').execute()
    expect(new Set(actions.map(({ action }) => action))).toEqual(
      new Set(['unit.merged', 'unit.moved', 'unit.renamed', 'unit.split', 'unit.created', 'unit.undone']),
    )
  })
})
