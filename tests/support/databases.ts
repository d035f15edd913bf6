import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Databases, type Dialect } from '../../db/connect.ts'

/** A database of a test's own, with the catalogues loaded, and how to throw it away. */
export interface TestDatabase {
  url: string
  remove(): Promise<void>
}

/** Both databases, for `describe.each(databases)('… on $name', …)`. */
export const databases: readonly { name: string; dialect: Dialect; create(): Promise<TestDatabase> }[] = [
  { name: 'SQLite', dialect: 'sqlite', create: createSqlite },
  { name: 'PostgreSQL', dialect: 'postgres', create: createPostgres },
]

async function createSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-'))
  const file = join(folder, 'test.db')
  copyFileSync(inject('sqliteTemplate'), file)
  return { url: `sqlite:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function createPostgres(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} template thuoc_do_template`)
  return {
    url: `${inject('postgresUrl')}/${name}`,
    remove: () => administer(`drop database if exists ${name} with (force)`),
  }
}

/** A database without tables. */
export async function createEmptyPostgres(): Promise<TestDatabase> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name}`)
  return {
    url: `${inject('postgresUrl')}/${name}`,
    remove: () => administer(`drop database if exists ${name} with (force)`),
  }
}

/** Runs one statement as the database's owner; `create database` needs that nobody else copies the template meanwhile. */
async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(20)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export async function openDatabase(
  dialect: Dialect,
): Promise<{ databases: Databases; url: string; remove(): Promise<void> }> {
  const database = await (dialect === 'sqlite' ? createSqlite() : createPostgres())
  const opened = connect(database.url)
  return {
    databases: opened,
    url: database.url,
    remove: async () => {
      await opened.close()
      await database.remove()
    },
  }
}
