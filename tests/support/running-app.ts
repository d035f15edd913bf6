import type { RequestListener } from 'node:http'
import { pino } from 'pino'
import type { Databases, Dialect } from '../../db/connect.ts'
import type { Clock } from '../../server/clock.ts'
import { systemClock } from '../../server/clock.ts'
import type { Config } from '../../server/config.ts'
import { assemble } from '../../server/start-up.ts'
import { createHttpServer } from '../../server/web/http-server.ts'
import { openDatabase } from './databases.ts'
import { testConfig } from './test-config.ts'

export interface RunningApp {
  /** `http://127.0.0.1:<port>`, or under the name that was asked for. */
  url: string
  databases: Databases
  databaseUrl: string
  config: Config
  clock: Clock
  stop(): Promise<void>
}

export interface AppOptions {
  clock?: Clock
  variables?: Record<string, string>
  /** The name under which it is reached, port included: what depends on PUBLIC_URL then works in a browser. */
  host?: string
}

/** The whole app on a database and a port of its own, in this process. */
export async function startApp(
  dialect: Dialect,
  { clock = systemClock, variables = {}, host }: AppOptions = {},
): Promise<RunningApp> {
  const { databases, url: databaseUrl, remove } = await openDatabase(dialect)
  const logger = pino({ level: 'silent' })
  let handle: RequestListener = (_request, response) => response.writeHead(503).end()
  const server = createHttpServer((request, response) => handle(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  const url = `http://${host ?? '127.0.0.1'}:${address.port}`
  const config = testConfig(databaseUrl, host === undefined ? variables : { PUBLIC_URL: url, ...variables })
  const { app, intake } = await assemble(config, databases, { clock, logger })
  handle = app
  return {
    url,
    databases,
    databaseUrl,
    config,
    clock,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await intake.close()
      await remove()
    },
  }
}
