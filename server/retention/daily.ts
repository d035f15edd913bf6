import type { Logger } from 'pino'
import type { Databases } from '../../db/connect.ts'
import type { Clock } from '../clock.ts'
import { regularly } from '../regularly.ts'
import { deleteExpired } from './delete-expired.ts'

const FIRST_MS = 10 * 60_000
const DAY_MS = 24 * 60 * 60_000

/** Deletes every day what has been kept long enough; what is left over is found again the next day. */
export function deleteExpiredDaily(
  databases: Databases,
  { clock, logger }: { clock: Clock; logger: Logger },
): void {
  const failure = 'what was kept long enough could not be deleted'
  regularly({ firstMs: FIRST_MS, againMs: DAY_MS }, deleteIt, { logger, failure })

  async function deleteIt(): Promise<void> {
    logger.info(await deleteExpired(databases, clock()), 'deleted what was kept long enough')
  }
}
