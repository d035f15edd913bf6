import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { postUntilItEnds } from '../support/posting.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const ROUNDS = 5
const SENDERS = 16
const ACKNOWLEDGED_BEFORE_KILL = 150
const RAISED = { LIMIT_TOUCHPOINT_PER_MINUTE: '1000000', LIMIT_TOTAL_PER_SECOND: '1000000' }

describe.each(databases)('The program killed under load, on $name', ({ create }) => {
  let database: TestDatabase
  let server: ServerProcess | undefined
  afterEach(async () => {
    await server?.end('SIGKILL')
    await database.remove()
  })

  it('has stored every rating that it acknowledged, once, with equal tallies (F13)', async () => {
    database = await create()
    const acknowledged: string[] = []
    const sent: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const running = await startServerProcess(database.url, RAISED)
      server = running
      const before = acknowledged.length
      await postUntilItEnds(running.url, SENDERS, {
        onSend: (key) => sent.push(key),
        onAcknowledge: (key) => {
          acknowledged.push(key)
          if (acknowledged.length - before === ACKNOWLEDGED_BEFORE_KILL) running.process.kill('SIGKILL')
        },
      })
    }

    const opened = connect(database.url)
    const rows = await opened.read.selectFrom('response').select('submission_key').execute()
    const stored = rows.map((row) => row.submission_key)
    const { differences } = await verifyTallies(opened.read)
    await opened.close()

    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED_BEFORE_KILL)
    expect(acknowledged.filter((key) => !stored.includes(key))).toEqual([])
    expect(stored.filter((key) => !sent.includes(key))).toEqual([])
    expect(differences).toEqual([])
  })

  it('answers everything that has arrived when it is asked to end, and exits with 0', async () => {
    database = await create()
    const running = await startServerProcess(database.url, RAISED)
    server = running
    const acknowledged: string[] = []
    await postUntilItEnds(running.url, SENDERS, {
      onSend: () => undefined,
      onAcknowledge: (key) => {
        acknowledged.push(key)
        if (acknowledged.length === ACKNOWLEDGED_BEFORE_KILL) running.process.kill('SIGTERM')
      },
    })
    expect(await running.exited).toBe(0)

    const opened = connect(database.url)
    const rows = await opened.read.selectFrom('response').select('submission_key').execute()
    const { differences } = await verifyTallies(opened.read)
    await opened.close()
    expect(rows.map((row) => row.submission_key).sort()).toEqual([...acknowledged].sort())
    expect(differences).toEqual([])
  })
})
