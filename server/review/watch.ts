import type { Logger } from 'pino'
import type { Databases } from '../../db/connect.ts'
import type { Clock } from '../clock.ts'
import { regularly } from '../regularly.ts'
import { raiseFlags } from './raise-flags.ts'

const MINUTE_MS = 60_000

/** Looks every ten minutes for days of touchpoints that are not as their others. */
export function raiseFlagsRegularly(
  databases: Databases,
  { clock, logger }: { clock: Clock; logger: Logger },
): void {
  const failure = 'could not look for unusual days of touchpoints'
  regularly({ firstMs: MINUTE_MS, againMs: 10 * MINUTE_MS }, look, { logger, failure })

  async function look(): Promise<void> {
    const raised = await raiseFlags(databases, clock())
    if (raised > 0) logger.warn({ days: raised }, 'days of touchpoints are under review')
  }
}
