import type { Dialect } from '../../../db/connect.ts'
import type { BenchOptions } from '../bench-options.ts'
import { startLoadGenerator } from '../generator/start-load-generator.ts'
import type { WayToRate } from '../generator/ways-to-rate.ts'
import type { Goal } from '../goals.ts'
import { memoryMb } from '../process-usage.ts'
import { say } from '../say.ts'
import type { Workbench } from '../workbench.ts'
import { type AfterLoad, afterLoadTable, checkAfterLoad } from './after-load.ts'
import { type Contestant, startContestants } from './contestants.ts'
import { type RatingFigures, ratingFigures, ratingTable, ratioTable } from './rating-figures.ts'
import { measureRounds, type Round } from './rating-rounds.ts'

/** (a): ratings a second between a floor and a ceiling, alone and as the whole flow. */
export async function measureRatings(bench: Workbench, dialect: Dialect) {
  const { options } = bench
  say(`${dialect}: ratings`)
  const databasePid = dialect === 'postgres' ? (await bench.postgres()).pid : null
  const { contestants, choices } = await startContestants(bench, dialect)
  const generator = startLoadGenerator()
  const plan = { warmUpMs: options.warmUpMs, measureMs: options.measureMs, databasePid }
  const ours = contestants.find(({ name }) => name === 'ours') as Contestant
  try {
    const rounds: Round[] = []
    for (const way of options.ways) {
      const extent = extentOf(way, options)
      rounds.push(...(await measureRounds(generator, contestants, choices, { ...plan, ...extent, way })))
    }
    const memoryUnderLoad = memoryMb(ours.server.pid).most
    await stopAll(contestants)
    const afterLoad = await checkAfterLoad(contestants)
    const figures = ratingFigures(rounds)
    return { dialect, figures, afterLoad, memoryUnderLoad, rounds }
  } finally {
    generator.stop()
    await stopAll(contestants)
  }
}

function extentOf(way: WayToRate, options: BenchOptions): { connections: number[]; rounds: number } {
  return way === 'rating' ? options : { connections: options.flowConnections, rounds: options.flowRounds }
}

export type RatingsReport = Awaited<ReturnType<typeof measureRatings>>

async function stopAll(contestants: readonly Contestant[]): Promise<void> {
  for (const { server } of contestants) await server.stop()
}

export function ratingsText({ figures, afterLoad }: RatingsReport): string {
  return [ratingTable(figures), ratioTable(figures), afterLoadTable(afterLoad)].join('\n\n')
}

export function ratingsGoals(
  part: string,
  { figures, afterLoad }: Pick<RatingsReport, 'figures' | 'afterLoad'>,
): Goal[] {
  const at = (connections: number) =>
    figures.find((one) => one.way === 'rating' && one.connections === connections)
  return [
    {
      part,
      what: 'ratings/s at 64 connections, against the floor',
      atLeast: 1.5,
      unit: '×',
      measured: at(64)?.perSecondToFloor.median ?? null,
    },
    {
      part,
      what: 'ratings/s at 64 connections, against the ceiling',
      atLeast: 0.5,
      unit: '×',
      measured: at(64)?.perSecondToCeiling.median ?? null,
    },
    {
      part,
      what: 'p50 at 1 connection, against the floor',
      atMost: 1.5,
      unit: '×',
      measured: at(1)?.p50ToFloor.median ?? null,
    },
    {
      part,
      what: 'acknowledged ratings that are not stored',
      atMost: 0,
      unit: '',
      measured: lost(afterLoad),
    },
    { part, what: 'tallies that differ after load', atMost: 0, unit: '', measured: differing(afterLoad) },
    { part, what: 'requests refused under load', atMost: 0, unit: '', measured: refused(figures) },
  ]
}

function lost(checks: readonly AfterLoad[]): number | null {
  return checks.find(({ name }) => name === 'ours')?.missing ?? null
}

function differing(checks: readonly AfterLoad[]): number | null {
  return checks.find(({ name }) => name === 'ours')?.differingTallies ?? null
}

function refused(figures: readonly RatingFigures[]): number {
  return figures.reduce((sum, { contestants }) => sum + contestants.ours.refused, 0)
}
