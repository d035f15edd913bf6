import type { Server } from 'node:http'
import type { Logger } from 'pino'
import type { Databases } from '../db/connect.ts'
import type { Intake } from './responses/intake.ts'

/** Less than the ten seconds after which container engines kill. */
const PATIENCE_MS = 7_000

/** On SIGTERM and SIGINT: take no new connections, answer what has arrived, then close the database. */
export function closeGracefully({
  server,
  intake,
  databases,
  logger,
}: {
  server: Server
  intake: Intake
  databases: Databases
  logger: Logger
}): void {
  let closing = false
  // A busy connection that is kept alive would bring new requests for ever.
  server.prependListener('request', (_request, response) => {
    if (closing) response.setHeader('Connection', 'close')
  })
  const close = async (signal: string): Promise<void> => {
    if (closing) return
    closing = true
    logger.info({ signal }, 'closing')
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
    })
    clearTimeout(patience)
    await intake.close()
    await databases.close()
    logger.info('closed')
  }
  process.on('SIGTERM', () => void close('SIGTERM'))
  process.on('SIGINT', () => void close('SIGINT'))
}
