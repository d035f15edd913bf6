import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Databases } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { createEmptyPostgres, databases } from '../support/databases.ts'

/** The last migration of the first version that anybody could install. */
const FIRST_RELEASE = '2026-11-24-2-responses'

describe.each(databases)('A $name database of the first version with responses in it', ({ dialect }) => {
  let db: Databases
  let remove = async () => {}
  beforeAll(async () => {
    const opened = await emptyDatabase(dialect)
    db = opened.db
    remove = opened.remove
    await new Migrator({
      db: db.write,
      provider: { getMigrations: async () => migrations },
    }).migrateTo(FIRST_RELEASE)
    await fillFirstRelease(db)
    await migrate(db)
  })
  afterAll(async () => {
    await db.close()
    await remove()
  })

  it('keeps every response and every count when it is brought up to date (F68)', async () => {
    const months = await db.read.selectFrom('tally_month').selectAll().orderBy('item').execute()
    expect(months).toEqual([
      expect.objectContaining({ month: '2026-10', item: 'access', dossier_link: 'without', r1: 0, r2: 2 }),
      expect.objectContaining({ month: '2026-10', item: 'overall', dossier_link: 'without', r1: 1, r5: 1 }),
    ])
    expect(await verifyTallies(db.read)).toEqual({ responses: 2, differences: [] })
  })

  it('refuses to change a questionnaire, answered or not', async () => {
    await sql`insert into instrument_version (id, instrument_id, version, content, hash, published_at)
      values ('q-2', 'q', 2, '{}', 'hash', '2026-10-01T00:00:00.000Z')`.execute(db.write)
    for (const id of ['q-1', 'q-2']) {
      const version = () => db.write.updateTable('instrument_version').where('id', '=', id)
      await expect(version().set({ content: '[]' }).execute()).rejects.toThrow(/published and frozen/)
      await expect(db.write.deleteFrom('instrument_version').where('id', '=', id).execute()).rejects.toThrow(
        /published and frozen/,
      )
    }
  })
})

async function emptyDatabase(dialect: string): Promise<{ db: Databases; remove(): Promise<void> }> {
  if (dialect === 'sqlite') {
    const file = join(mkdtempSync(join(tmpdir(), 'thuoc-do-')), 'test.db')
    return { db: connect(`sqlite:${file}`), remove: async () => {} }
  }
  const empty = await createEmptyPostgres()
  return { db: connect(empty.url), remove: empty.remove }
}

async function fillFirstRelease({ write }: Databases): Promise<void> {
  const dimensions = "'u', 'land', 'kiosk', 'citizen', 'q-1'"
  const statements = [
    `insert into unit values ('u', 'commune', 'Xã', 'xa', null, '2020-01-01', null, 1)`,
    `insert into procedure_field values ('land', 'Đất đai', 'Land', 'administrative_agency', 1)`,
    `insert into instrument values ('q', 'Phiếu', 'Form')`,
    `insert into instrument_version values ('q-1', 'q', 1, '{}', 'hash', '2026-01-01T00:00:00.000Z')`,
    `insert into wave values ('w', 'Thường xuyên', 'q-1', '2026-01-01', null)`,
    `insert into touchpoint values ('t', 'u', 'w', 'kiosk', null, null, '2026-01-01', null, 0)`,
    // The second came after midnight in Việt Nam, from a phone that had been without a network.
    ...[
      [1, '2026-10-05T03:00:00.000Z'],
      [5, '2026-10-05T18:30:00.000Z'],
    ].map(
      ([
        rating,
        receivedAt,
      ]) => `insert into response values ('key-${rating}', 't', 'u', 'land', null, 'kiosk', 'citizen', 'w',
        'q-1', ${rating}, '{"access":2}', null, null, '${receivedAt}', '2026-10-05')`,
    ),
    `insert into tally_day values ('2026-10-05', ${dimensions}, 1, 0, 0, 0, 1, 0)`,
    `insert into tally_month values ('2026-10', 'overall', ${dimensions}, 1, 0, 0, 0, 1, 0)`,
    `insert into tally_month values ('2026-10', 'access', ${dimensions}, 0, 2, 0, 0, 0, 0)`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(write)
}
