import type { Clock } from '../clock.ts'
import type { Progress } from './simulate.ts'

/** Where the line is written: stderr, or what a test gives in its place. */
export interface Lines {
  isTTY?: boolean
  write(text: string): unknown
}

const ON_TERMINAL_MS = 250
/** A log keeps every line, so it gets few. */
const IN_LOG_MS = 5000

/** Says how far long work is: one line that renews itself on a terminal, lines now and then in a log. */
export function progressLine(
  lines: Lines,
  clock: Clock,
  what = 'simulated responses',
): (progress: Progress) => void {
  const startedAt = clock().getTime()
  const pauseMs = lines.isTTY ? ON_TERMINAL_MS : IN_LOG_MS
  let saidAt = Number.NEGATIVE_INFINITY
  return (progress) => {
    const now = clock().getTime()
    const finished = progress.done >= progress.total
    if (!finished && now - saidAt < pauseMs) return
    saidAt = now
    const line = progressWords(progress, now - startedAt, what)
    lines.write(lines.isTTY ? `\r\u001b[K${line}${finished ? '\n' : ''}` : `${line}\n`)
  }
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

function progressWords({ done, total }: Progress, elapsedMs: number, what: string): string {
  const percent = Math.floor((done * 100) / total)
  const words = [`${percent} %`, `${whole.format(done)} of ${whole.format(total)} ${what}`]
  if (elapsedMs > 0) words.push(`${whole.format(perSecond(done, elapsedMs))}/s`)
  if (done < total) words.push(`${duration((elapsedMs / done) * (total - done))} left`)
  return words.join(', ')
}

export function perSecond(count: number, elapsedMs: number): number {
  return (count * 1000) / elapsedMs
}

/** `42 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
