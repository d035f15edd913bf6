import type { Logger } from 'pino'
import type { Databases } from '../../db/connect.ts'
import type { Clock } from '../clock.ts'
import { withoutData } from '../web/error-handler.ts'
import { raiseFlags } from './raise-flags.ts'

/** A program that has just started has other work. */
const FIRST_MS = 60_000
const AGAIN_MS = 10 * 60_000

/** Looks every ten minutes for days of touchpoints that are not as their others. */
export function raiseFlagsRegularly(
  databases: Databases,
  { clock, logger }: { clock: Clock; logger: Logger },
): void {
  setTimeout(run, FIRST_MS).unref()

  async function run(): Promise<void> {
    try {
      const raised = await raiseFlags(databases, clock())
      if (raised > 0) logger.warn({ days: raised }, 'days of touchpoints are under review')
    } catch (error) {
      // What is not seen now is seen the next time.
      logger.error({ error: withoutData(error) }, 'could not look for unusual days of touchpoints')
    }
    setTimeout(run, AGAIN_MS).unref()
  }
}
