import type { Logger } from 'pino'
import type { Databases } from '../../db/connect.ts'
import type { Clock } from '../clock.ts'
import { withoutData } from '../web/error-handler.ts'
import { deleteExpired } from './delete-expired.ts'

/** A program that has just started has other work. */
const FIRST_MS = 10 * 60_000
const DAY_MS = 24 * 60 * 60_000

/** Deletes every day what has been kept long enough. */
export function deleteExpiredDaily(
  databases: Databases,
  { clock, logger }: { clock: Clock; logger: Logger },
): void {
  setTimeout(run, FIRST_MS).unref()

  async function run(): Promise<void> {
    try {
      logger.info(await deleteExpired(databases, clock()), 'deleted what was kept long enough')
    } catch (error) {
      // Tomorrow is another day: what is left is found again.
      logger.error({ error: withoutData(error) }, 'what was kept long enough could not be deleted')
    }
    setTimeout(run, DAY_MS).unref()
  }
}
