import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Databases } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { enterChanges } from '../../server/units/enter-changes.ts'
import { listUnitChanges } from '../../server/units/unit-change.queries.ts'
import { createEmptyPostgres, databases } from '../support/databases.ts'

const NOW = new Date('2026-11-24T03:00:00Z')

describe.each(databases)('A $name database from before units had a history', ({ dialect }) => {
  let db: Databases
  let remove = async () => {}
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-'))
    const empty = dialect === 'postgres' ? await createEmptyPostgres() : null
    db = connect(empty?.url ?? `sqlite:${join(folder, 'test.db')}`)
    remove = async () => {
      await empty?.remove()
      rmSync(folder, { recursive: true, force: true })
    }
    const migrator = new Migrator({ db: db.write, provider: { getMigrations: async () => migrations } })
    await migrator.migrateTo('2026-11-24-7-entries')
    await db.write
      .insertInto('unit')
      .values([
        unit('a', 1),
        unit('b', 2),
        unit('c', 3, '2025-07-01'),
        unit('d', 4, '2025-07-01'),
        unit('e', 5, '2025-07-01'),
      ])
      .execute()
    const succession = (predecessor_id: string, successor_id: string) => ({
      predecessor_id,
      successor_id,
      changed_on: '2025-07-01',
    })
    await db.write
      .insertInto('unit_successor')
      .values([succession('c', 'a'), succession('d', 'a'), succession('d', 'b')])
      .execute()
    await migrate(db)
  })
  afterAll(async () => {
    await db.close()
    await remove()
  })

  it('has everything written down that happened to them', async () => {
    const changes = await listUnitChanges(db.read)
    expect(changes.slice(5).map(({ deed, effectiveOn }) => ({ deed, effectiveOn }))).toEqual([
      { deed: { kind: 'merged', predecessorIds: ['c'], successorId: 'a' }, effectiveOn: '2025-07-01' },
      {
        deed: {
          kind: 'split',
          unitId: 'd',
          parts: [
            { unitId: 'a', sharePercent: null },
            { unitId: 'b', sharePercent: null },
          ],
        },
        effectiveOn: '2025-07-01',
      },
      { deed: { kind: 'closed', unitId: 'e' }, effectiveOn: '2025-07-01' },
    ])
  })

  it('keeps its units as they are when something else is entered', async () => {
    const tables = () =>
      Promise.all([
        db.read.selectFrom('unit').selectAll().where('id', '!=', 'b').orderBy('id').execute(),
        db.read.selectFrom('unit_name').selectAll().where('unit_id', '!=', 'b').orderBy('unit_id').execute(),
        db.read
          .selectFrom('unit_parent')
          .selectAll()
          .where('unit_id', '!=', 'b')
          .orderBy('unit_id')
          .execute(),
        db.read
          .selectFrom('unit_successor')
          .selectAll()
          .orderBy('predecessor_id')
          .orderBy('successor_id')
          .execute(),
      ])
    const before = await tables()
    const renamed = {
      deed: { kind: 'renamed', unitId: 'b', name: 'Xã B' },
      effectiveOn: '2026-01-01',
    } as const
    await enterChanges(db.write, [renamed], { by: OPERATOR, now: NOW })
    expect(await tables()).toEqual(before)
    const [first, second] = await db.read
      .selectFrom('unit_name')
      .select(['valid_until', 'name'])
      .where('unit_id', '=', 'b')
      .orderBy('valid_from')
      .execute()
    expect([first, second]).toEqual([
      { valid_until: '2026-01-01', name: 'Xã b' },
      { valid_until: null, name: 'Xã B' },
    ])
  })
})

function unit(id: string, sort_order: number, valid_until: string | null = null) {
  return {
    id,
    kind: 'commune' as const,
    name: `Xã ${id}`,
    name_search: `xa ${id}`,
    parent_id: null,
    valid_from: '2004-01-01',
    valid_until,
    sort_order,
  }
}
