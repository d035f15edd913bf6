import type { Server } from 'node:http'
import { systemClock } from './clock.ts'
import { closeGracefully } from './close-gracefully.ts'
import { readConfig } from './config.ts'
import { describeFailure } from './describe-failure.ts'
import { createLogger } from './log.ts'
import { deleteExpiredDaily } from './retention/daily.ts'
import { raiseFlagsRegularly } from './review/watch.ts'
import { fillOnce } from './simulation/fill-once.ts'
import { openSimulated } from './simulation/open-simulated.ts'
import { simulatedConfig } from './simulation/simulated-config.ts'
import { assemble, openDatabases } from './start-up.ts'
import { createHttpServer } from './web/http-server.ts'

// What the program writes (the database, the secret) is its owner's alone.
process.umask(0o077)

try {
  await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const simulate = process.argv.includes('--simulate')
  const config = simulate ? simulatedConfig(readConfig()) : readConfig()
  const logger = createLogger(config.logLevel)
  const databases = await (simulate ? openSimulated : openDatabases)(config, systemClock)
  if (simulate) await fillOnce(databases, systemClock)
  const { app, intake } = await assemble(config, databases, { clock: systemClock, logger })

  const server = createHttpServer(app)
  await listen(server, config.port, config.host)
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : config.port
  logger.info(
    { host: config.host, port, database: databases.dialect, url: config.publicUrl.href },
    'listening',
  )
  deleteExpiredDaily(databases, { clock: systemClock, logger })
  raiseFlagsRegularly(databases, { clock: systemClock, logger })
  closeGracefully({ server, intake, databases, logger })
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
}
