import pg from 'pg'
import request from 'supertest'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type BreakableProxy, startBreakableProxy } from '../support/breakable-proxy.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { submissionBody } from '../support/submissions.ts'

describe('A PostgreSQL that is lost in the middle of a rating', () => {
  let database: TestDatabase
  let proxy: BreakableProxy
  let server: ServerProcess
  afterEach(async () => {
    await server.end('SIGKILL')
    await proxy.close()
    await database.remove()
  })

  it('costs a 503 that can be tried again, and not the program', async () => {
    database = await databases[1]!.create()
    const url = new URL(database.url)
    proxy = await startBreakableProxy(Number(url.port))
    url.port = String(proxy.port)
    server = await startServerProcess(url.href)
    const body = submissionBody()
    const post = () => request(server.url).post('/responses').send(body)

    const holder = new pg.Client({ connectionString: database.url })
    await holder.connect()
    await holder.query('begin; lock table response in access exclusive mode')
    const answer = post().then((reply) => reply)
    await vi.waitFor(async () => {
      const { rows } = await holder.query(
        "select 1 from pg_locks where not granted and relation = 'response'::regclass",
      )
      expect(rows).toHaveLength(1)
    })
    proxy.cut()
    expect([(await answer).status, (await answer).headers['retry-after']]).toEqual([503, '2'])
    const whileCut = await post()
    expect([whileCut.status, whileCut.body.error.code]).toEqual([503, 'unavailable'])
    expect((await request(server.url).get('/healthz')).status).toBe(200)
    expect((await request(server.url).get('/readyz')).status).toBe(503)
    await holder.end()

    proxy.mend()
    expect([200, 201]).toContain((await post()).status)
    const after = new pg.Client({ connectionString: database.url })
    await after.connect()
    expect((await after.query('select 1 from response')).rows).toHaveLength(1)
    await after.end()
  })
})
