import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { pino } from 'pino'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import type { Intake } from '../../server/responses/intake.ts'
import { assemble } from '../../server/start-up.ts'
import { createHttpServer } from '../../server/web/http-server.ts'
import { openDatabase } from '../support/databases.ts'
import { sendRaw } from '../support/raw-http.ts'
import { submissionBody } from '../support/submissions.ts'
import { testConfig } from '../support/test-config.ts'

describe('A request that does not come to an end (F42)', () => {
  let server: Server
  let intake: Intake
  let database: Awaited<ReturnType<typeof openDatabase>>
  let url: string
  beforeAll(async () => {
    database = await openDatabase('sqlite')
    const config = testConfig(database.url)
    const logger = pino({ level: 'silent' })
    const assembled = await assemble(config, database.databases, { clock: systemClock, logger })
    intake = assembled.intake
    server = createHttpServer(assembled.app, { headersMs: 300, requestMs: 600, checkedEveryMs: 50 })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await intake.close()
    await database.remove()
  })

  const head = (length: number) =>
    `POST /responses HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
  const stored = () => database.databases.read.selectFrom('response').select('submission_key').execute()

  it('is ended with 408 when half of its body never comes, and nothing is stored', async () => {
    const body = JSON.stringify(submissionBody())
    const answer = await sendRaw(url, head(Buffer.byteLength(body)) + body.slice(0, -10))
    expect(answer.status).toBe(408)
    expect(await stored()).toEqual([])
  })

  it('is ended with 408 when its headers never end', async () => {
    expect((await sendRaw(url, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')).status).toBe(408)
  })

  it('keeps nobody else from being answered', async () => {
    const { hostname, port } = new URL(url)
    const slow = Array.from({ length: 100 }, () => {
      const socket = connect(Number(port), hostname, () => socket.write(head(100)))
      socket.on('error', () => undefined)
      return socket
    })
    const ended = Promise.all(slow.map((socket) => once(socket.resume(), 'close')))
    expect((await request(url).post('/responses').send(submissionBody())).status).toBe(201)
    await ended
    expect(await stored()).toHaveLength(1)
  })

  it('has no more patience in the program than a kiosk’s connection needs', () => {
    const { headersTimeout, requestTimeout, maxConnections } = createHttpServer(() => undefined)
    expect([headersTimeout, requestTimeout, maxConnections]).toEqual([15_000, 30_000, 2000])
  })
})
