import { type Logger, pino } from 'pino'

const BUFFER_BYTES = 60_000
const MOST_AT_ONCE = 65_536
const FLUSH_MS = 500

/**
 * JSON lines on standard output, written in pieces: a write for every request would cost more than the line itself.
 * What is in the buffer is written twice a second, at an error, and when the program ends by itself.
 */
export function createLogger(level: string): Logger {
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: BUFFER_BYTES,
    maxWrite: MOST_AT_ONCE,
  })
  // Whoever read the log may be gone; the program goes on without.
  destination.on('error', () => undefined)
  const flush = (): void => {
    try {
      destination.flushSync()
    } catch {
      // The same, while the program ends.
    }
  }
  setInterval(() => destination.flush(), FLUSH_MS).unref()
  process.once('exit', flush)
  return pino({ level, hooks: { logMethod: flushAtErrors } }, destination)

  function flushAtErrors(
    this: Logger,
    values: Parameters<Logger['info']>,
    log: Logger['info'],
    levelOfLine: number,
  ): void {
    log.apply(this, values)
    if (levelOfLine >= pino.levels.values['error']!) flush()
  }
}
