import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from '../../server/project.ts'
import type { BenchOptions } from './bench-options.ts'
import { type Goal, isReached } from './goals.ts'
import type { MachineFacts } from './machine.ts'
import { say } from './say.ts'

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

interface Report {
  startedAt: Date
  machine: MachineFacts
  options: BenchOptions
  figures: Record<string, unknown>
  goals: readonly Goal[]
}

export function writeReport(report: Report): void {
  const goals = report.goals.map((goal) => ({ ...goal, reached: isReached(goal) }))
  mkdirSync(FOLDER, { recursive: true })
  const name = `${report.startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}.json`
  const file = join(FOLDER, name)
  writeFileSync(file, `${JSON.stringify({ ...report, goals }, null, 2)}\n`)
  say(`\nEvery figure: ${relative(process.cwd(), file)}`)
}
