// `npm run bench`: what Thước Đo costs, measured beside a floor and a ceiling on the machine at hand.
import { type BenchOptions, benchOptions } from './bench-options.ts'
import { type Goal, goalTable } from './goals.ts'
import { machineFacts } from './machine.ts'
import { measurePages, pagesGoals, pagesText } from './parts/pages.ts'
import { measureRatings, ratingsGoals, ratingsText } from './parts/ratings.ts'
import { measureStartAndMemory, startGoals, startText } from './parts/start-and-memory.ts'
import { measureWire, wireGoals, wireText } from './parts/wire.ts'
import { heading, print, writeReport } from './report.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

const options = benchOptions(process.argv)
const bench = openWorkbench(options)
try {
  const startedAt = new Date()
  const machine = machineFacts(bench.folder)
  heading(options, machine)
  const { figures, goals } = await measure(bench, options)
  print('To reach', goalTable(goals))
  writeReport({ startedAt, machine, options, figures, goals })
} finally {
  await bench.close()
}

async function measure(bench: Workbench, { parts, sizes, postgresSizes }: BenchOptions) {
  const figures: Record<string, unknown> = {}
  const goals: Goal[] = []

  if (parts.includes('a')) {
    const report = await measureRatings(bench, 'sqlite')
    print('(a) Ratings on SQLite', ratingsText(report))
    goals.push(...ratingsGoals('a', report))
    figures['ratings'] = report
  }
  if (parts.includes('b')) {
    const report = await measurePages(bench, 'sqlite', sizes)
    print('(b) Pages on SQLite', pagesText(report))
    goals.push(...pagesGoals('b', report))
    figures['pages'] = report
  }
  if (parts.includes('c')) {
    const report = await measureWire(bench)
    print('(c) The rating form over the wire', wireText(report))
    goals.push(...wireGoals(report))
    figures['wire'] = report
  }
  if (parts.includes('d')) {
    const report = await measureStartAndMemory(bench)
    print('(d) Start and memory', startText(report))
    goals.push(...startGoals(report))
    figures['start'] = report
  }
  if (parts.includes('e')) {
    const ratings = await measureRatings(bench, 'postgres')
    print('(e) Ratings on PostgreSQL', ratingsText(ratings))
    const pages = await measurePages(bench, 'postgres', postgresSizes)
    print('(e) Pages on PostgreSQL', pagesText(pages))
    goals.push(...ratingsGoals('e', ratings), ...pagesGoals('e', pages))
    figures['postgres'] = { ratings, pages }
  }
  return { figures, goals }
}
