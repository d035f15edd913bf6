import type { Logger } from 'pino'
import { withoutData } from './web/error-handler.ts'

export interface Rhythm {
  /** A program that has just started has other work. */
  firstMs: number
  /** From the end of one time to the beginning of the next. */
  againMs: number
}

/** Does something again and again while the program runs. A time that fails is logged; the next comes all the same. */
export function regularly(
  { firstMs, againMs }: Rhythm,
  task: () => Promise<void>,
  { logger, failure }: { logger: Logger; failure: string },
): void {
  setTimeout(run, firstMs).unref()

  async function run(): Promise<void> {
    try {
      await task()
    } catch (error) {
      logger.error({ error: withoutData(error) }, failure)
    }
    setTimeout(run, againMs).unref()
  }
}
