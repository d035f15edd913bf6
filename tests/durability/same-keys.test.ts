import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const PROCESSES = 4
const KEYS = 100
const RAISED = { LIMIT_TOUCHPOINT_PER_MINUTE: '1000000', LIMIT_TOTAL_PER_SECOND: '1000000' }

describe.each(databases)('Four processes posting the same ratings, on $name', ({ create, dialect }) => {
  let database: TestDatabase
  const servers: ServerProcess[] = []
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.end('SIGTERM')))
    await database.remove()
  })

  it('have each recorded exactly once (F3)', async () => {
    database = await create()
    // SQLite has one writer process; on PostgreSQL every sender has a server of its own.
    for (let i = 0; i < (dialect === 'sqlite' ? 1 : PROCESSES); i++) {
      servers.push(await startServerProcess(database.url, RAISED))
    }
    const keys = Array.from({ length: KEYS }, () => randomUUID())
    const answers = await Promise.all(
      Array.from({ length: PROCESSES }, (_, i) => post(servers[i % servers.length]?.url ?? '', keys)),
    )

    const statuses = answers.flat()
    expect(statuses.filter((status) => status === 201)).toHaveLength(KEYS)
    expect(statuses.filter((status) => status === 200)).toHaveLength(KEYS * (PROCESSES - 1))
    const opened = connect(database.url)
    const rows = await opened.read.selectFrom('response').select('submission_key').execute()
    const { differences } = await verifyTallies(opened.read)
    await opened.close()
    expect(rows.map((row) => row.submission_key).sort()).toEqual([...keys].sort())
    expect(differences).toEqual([])
  })
})

function post(url: string, keys: readonly string[]): Promise<number[]> {
  const child = fork(join(import.meta.dirname, '..', 'support', 'post-keys.ts'), { execArgv: [] })
  return new Promise((resolve, reject) => {
    child.once('message', (statuses) => resolve(statuses as number[]))
    child.once('error', reject)
    child.send({ url, keys })
  })
}
