import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { SchemaNewer } from '../../db/schema-version.ts'
import { isOlder } from '../../db/sqlite.ts'
import { createEmptyPostgres, databases, openDatabase } from '../support/databases.ts'

const temporaryFile = () => join(mkdtempSync(join(tmpdir(), 'thuoc-do-')), 'test.db')
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

describe('A database', () => {
  it('of SQLite writes every commit to disk before it returns', async () => {
    const opened = connect(`sqlite:${temporaryFile()}`)
    await migrate(opened)
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(opened.write)
    const { rows: journal } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(opened.write)
    expect([rows[0]?.synchronous, journal[0]?.journal_mode]).toEqual([2, 'wal'])
    await opened.close()
  })

  it('of PostgreSQL waits for the disk at each commit', async () => {
    const { databases: opened, remove } = await openDatabase('postgres')
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(opened.write)
    expect(rows[0]?.synchronous_commit).toBe('on')
    await remove()
  })

  it('is refused with a clear message when a newer program made it, and the file stays as it was (F69)', () => {
    const file = temporaryFile()
    copyFileSync(inject('sqliteTemplate'), file)
    const raw = new Database(file)
    raw.exec("insert into kysely_migration values ('2099-01-01-1-future', '2099-01-01T00:00:00.000Z')")
    raw.close()
    const before = hashOf(file)
    expect(() => connect(`sqlite:${file}`)).toThrow(SchemaNewer)
    expect(() => connect(`sqlite:${file}`)).toThrow(/newer version.*2099-01-01-1-future/)
    expect(hashOf(file)).toBe(before)
  })

  it('of PostgreSQL is refused likewise', async () => {
    const { databases: opened, remove } = await openDatabase('postgres')
    await sql`insert into kysely_migration values ('2099-01-01-1-future', '2099-01-01T00:00:00.000Z')`.execute(
      opened.write,
    )
    await expect(migrate(opened)).rejects.toThrow(SchemaNewer)
    await remove()
  })

  it.each([
    ['3.51.2', true],
    ['3.9.10', true],
    ['3.51.3', false],
    ['3.54.1', false],
    ['4.0.0', false],
  ])('of SQLite %s is too old: %s', (version, tooOld) => {
    expect(isOlder(version, '3.51.3')).toBe(tooOld)
  })
})

describe('Migrating', () => {
  it('an empty PostgreSQL or SQLite gives the same tables', async () => {
    const empty = await createEmptyPostgres()
    const [a, b] = [connect(empty.url), connect(`sqlite:${temporaryFile()}`)]
    await migrate(a)
    await migrate(b)
    const tables = async (opened: typeof a) =>
      (await opened.read.introspection.getTables()).map(({ name, columns }) => [
        name,
        columns.map((column) => column.name),
      ])
    expect(await tables(a)).toEqual(await tables(b))
    await a.close()
    await b.close()
    await empty.remove()
  })

  it('again changes nothing (F68)', async () => {
    const opened = connect(`sqlite:${temporaryFile()}`)
    expect(await migrate(opened)).toEqual(Object.keys(migrations))
    expect(await migrate(opened)).toEqual([])
    await opened.close()
  })

  it.each(databases)(
    'on $name leaves the old schema whole when a migration fails in the middle (F68)',
    async ({ dialect }) => {
      const { databases: opened, remove } = await openDatabase(dialect)
      const broken = '2099-01-01-1-broken'
      migrations[broken] = {
        async up(db) {
          await db.schema.createTable('half_done').addColumn('id', 'text').execute()
          throw new Error('the power went out')
        },
      }
      try {
        await expect(migrate(opened)).rejects.toThrow('the power went out')
      } finally {
        delete migrations[broken]
      }
      const tables = await opened.read.introspection.getTables()
      expect(tables.map((table) => table.name)).not.toContain('half_done')
      expect(await migrate(opened)).toEqual([])
      await remove()
    },
  )
})
