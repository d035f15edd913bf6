import { createServer } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { connect } from '../../db/connect.ts'
import { DatabaseUnreachable, hostUrls } from '../../db/postgres.ts'
import { createEmptyPostgres } from '../support/databases.ts'

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  await new Promise((resolve) => server.close(resolve))
  return port
}

const withHostBefore = (url: string, host: string): string => url.replace('@', `@${host},`)

describe('DATABASE_URL with several PostgreSQL hosts', () => {
  it('stands for one address per host', () => {
    expect(hostUrls('postgres://u:p@a:5432,b/db?x=1')).toEqual([
      'postgres://u:p@a:5432/db?x=1',
      'postgres://u:p@b/db?x=1',
    ])
  })

  it('uses the host that is there when the first is not', async () => {
    const database = await createEmptyPostgres()
    const opened = connect(withHostBefore(database.url, `127.0.0.1:${await deadPort()}`))
    const { rows } = await sql<{ two: number }>`select 1 + 1 as two`.execute(opened.write)
    expect(rows).toEqual([{ two: 2 }])
    await opened.close()
    await database.remove()
  })

  it('says so when no host takes writes', async () => {
    const database = await createEmptyPostgres()
    const owner = connect(database.url)
    await sql
      .raw(`alter database ${new URL(database.url).pathname.slice(1)} set default_transaction_read_only = on`)
      .execute(owner.write)
    await owner.close()
    const opened = connect(withHostBefore(database.url, `127.0.0.1:${await deadPort()}`))
    await expect(sql`select 1`.execute(opened.write)).rejects.toThrow(DatabaseUnreachable)
    await opened.close()
    await database.remove()
  })

  it('takes new connections after all were cut', async () => {
    const database = await createEmptyPostgres()
    const opened = connect(database.url)
    await sql`select 1`.execute(opened.write)
    const other = connect(database.url)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      other.write,
    )
    await other.close()
    await vi.waitFor(async () => {
      const { rows } = await sql<{ one: number }>`select 1 as one`.execute(opened.write)
      expect(rows).toEqual([{ one: 1 }])
    })
    await opened.close()
    await database.remove()
  })
})
