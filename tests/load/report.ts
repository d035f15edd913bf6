import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from '../../server/project.ts'
import type { BenchOptions } from './bench-options.ts'
import { isReached } from './goals.ts'
import type { MachineFacts } from './machine.ts'
import type { Measured } from './measurements.ts'

const FOLDER = join(projectRoot, 'bench-results')

export function print(title: string, text: string): void {
  process.stdout.write(`\n${title}\n\n${text}\n`)
}

/** What a reader must know to read the figures. */
export function heading({ quick, parts }: BenchOptions, machine: MachineFacts): void {
  print(
    `Thước Đo bench${quick ? ', quick' : ''}: parts ${parts.join(', ')}`,
    [
      `${machine.cores} × ${machine.cpu}, ${machine.memoryMb} MB, ${machine.system}`,
      `Node ${machine.node}, SQLite ${machine.sqlite}; load average before: ${machine.loadAverageBefore.toFixed(2)}`,
      `One 4 KiB block to disk: ${machine.flushP50Ms.toFixed(2)} ms (p50)`,
      'Floor: bare Express, one durable insert a request. Ceiling: bare Express, group commit and nothing else.',
      'Ours: the built program, NODE_ENV=production, LOG_LEVEL=info into a file, limits raised.',
      'Figures are medians of the rounds; p50 and p99 are of whole requests as the sender sees them.',
      'Only ratios within one run mean something: machines, disks and neighbours differ from run to run.',
    ].join('\n'),
  )
}

interface Run {
  startedAt: Date
  machine: MachineFacts
  options: BenchOptions
  done: readonly Measured[]
}

/** @returns the file's path from here. */
export function writeReport({ startedAt, machine, options, done }: Run): string {
  const figures = Object.fromEntries(done.map(({ title, report }) => [title, report]))
  const goals = done.flatMap((one) => one.goals.map((goal) => ({ ...goal, reached: isReached(goal) })))
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify({ startedAt, machine, options, figures, goals }, null, 2)}\n`)
  return relative(process.cwd(), file)
}
