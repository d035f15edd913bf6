import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

describe.each(databases)('A rating whose answer is lost on the way, on $name (F6)', ({ dialect }) => {
  let app: RunningApp
  let proxy: Server
  let proxyUrl: string
  beforeAll(async () => {
    app = await startApp(dialect)
    proxy = cuttingProxy(app.url)
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address()
    proxyUrl = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  })
  afterAll(async () => {
    proxy.close()
    await app.stop()
  })

  it('was recorded, and sending it again says so and counts nothing twice', async () => {
    const bodies = Array.from({ length: 20 }, () => submissionBody({ procedureField: 'health' }))
    const lost = await Promise.allSettled(bodies.map((body) => postBody(proxyUrl, body)))
    expect(lost.map((one) => one.status)).toEqual(bodies.map(() => 'rejected'))

    const again = await Promise.all(bodies.map((body) => postBody(app.url, body)))
    expect(again).toEqual(bodies.map(() => 200))
    const { responses, differences } = await verifyTallies(app.databases.read)
    expect([responses, differences]).toEqual([bodies.length, []])
  })
})

/** Lets every request through, and cuts the connection at the first byte of the answer: after the commit. */
function cuttingProxy(target: string): Server {
  const { hostname, port } = new URL(target)
  return createServer((client) => {
    const upstream = connect(Number(port), hostname)
    client.pipe(upstream)
    client.on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
    upstream.once('data', () => {
      client.destroy()
      upstream.destroy()
    })
  })
}
