import { randomUUID } from 'node:crypto'
import pg from 'pg'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { grantRights } from '../../db/grant-rights.ts'
import { runCommand } from '../support/command.ts'
import { createEmptyPostgres, databases, openDatabase, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { submissionBody } from '../support/submissions.ts'

const command = (databaseUrl: string, ...words: string[]) => runCommand(databaseUrl, words)

describe('A database user of PostgreSQL that does not own the tables', () => {
  const user = `program_${randomUUID().slice(0, 8)}`
  let owner: TestDatabase
  let asUser: string
  let server: ServerProcess | undefined

  beforeEach(async () => {
    const postgres = databases.find(({ dialect }) => dialect === 'postgres')
    if (!postgres) throw new Error('there is no PostgreSQL')
    owner = await postgres.create()
    asUser = withUser(owner.url)
    await query(owner.url, `create role ${user} login password '${user}'`)
  })
  afterEach(async () => {
    await server?.end('SIGTERM')
    server = undefined
    await query(owner.url, `drop owned by ${user}`)
    await query(owner.url, `drop role ${user}`)
    await owner.remove()
  })

  const withUser = (url: string) => {
    const other = new URL(url)
    other.username = user
    other.password = user
    return other.href
  }

  it('runs the program: ratings are taken, people are added, and all is equal', async () => {
    expect(command(owner.url, 'grant-rights', user)).toMatchObject({ status: 0, stderr: '' })
    server = await startServerProcess(asUser)
    const [first, second] = [submissionBody(), submissionBody()]
    for (const body of [first, second]) {
      expect((await request(server.url).post('/responses').send(body)).status).toBe(201)
    }
    expect((await request(server.url).post('/responses').send(first)).status).toBe(200)
    expect((await request(server.url).get('/results')).status).toBe(200)
    expect(command(asUser, 'user', 'add', '--login', 'lan', '--name', 'Trần Thị Lan').status).toBe(0)
    expect(command(asUser, 'verify').stdout).toContain('All is equal: 2 responses')
  })

  it.each([
    ['change the audit', "update audit_entry set login = 'somebody else'"],
    ['delete the audit', 'delete from audit_entry'],
    ['empty the audit', 'truncate audit_entry'],
    ['switch off what guards the audit', 'alter table audit_entry disable trigger all'],
    ['change a rating', 'update response set overall = 5'],
    ['delete a rating', 'delete from response'],
    ['say that it has migrated', "insert into kysely_migration values ('2099', '')"],
  ])('cannot %s', async (_what, statement) => {
    const opened = connect(owner.url)
    await grantRights(opened, user)
    await opened.close()
    await expect(query(asUser, statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('is told to have its owner migrate, where the database is empty', async () => {
    const empty = await createEmptyPostgres()
    try {
      await expect(startServerProcess(withUser(empty.url))).rejects.toThrow(
        'Run the command migrate as their owner, then grant-rights for this user.',
      )
    } finally {
      await empty.remove()
    }
  })

  it('is refused where it is not there, or is a superuser', async () => {
    expect(command(owner.url, 'grant-rights', 'nobody-here').stderr).toContain(
      'There is no database user nobody-here',
    )
    expect(command(owner.url, 'grant-rights', new URL(owner.url).username).stderr).toContain(
      'rights do not bind it',
    )
  })
})

it('Rights of a user are refused on SQLite, with the reason', async () => {
  const { url, databases: opened, remove } = await openDatabase('sqlite')
  await opened.close()
  const { status, stderr } = command(url, 'grant-rights', 'program')
  expect(stderr).toContain('SQLite has no users')
  expect(status).toBe(1)
  await remove()
})

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
