import type { LoadResult } from '../generator/load-job.ts'
import type { WayToRate } from '../generator/ways-to-rate.ts'
import { median } from '../quantile.ts'
import { textTable } from '../text-table.ts'
import { CONTESTANTS, type ContestantName } from './contestants.ts'
import type { Round } from './rating-rounds.ts'

type FigureName = 'ratingsPerSecond' | 'p50Ms' | 'p99Ms' | 'serverCpuUs' | 'databaseCpuUs' | 'generatorCpu'

/** A ratio within each round: the median, and the least and the most. */
export interface Ratio {
  median: number
  least: number
  most: number
}

export interface RatingFigures {
  way: WayToRate
  connections: number
  contestants: Record<ContestantName, Record<FigureName, number> & { refused: number }>
  perSecondToFloor: Ratio
  perSecondToCeiling: Ratio
  p50ToFloor: Ratio
}

export function ratingFigures(rounds: readonly Round[]): RatingFigures[] {
  const groups = Map.groupBy(rounds, ({ way, connections }) => `${way} ${connections}`)
  return [...groups.values()].map((group) => {
    const [first] = group as [Round]
    const of = (name: ContestantName) => summary(group.map(({ results }) => results[name]))
    return {
      way: first.way,
      connections: first.connections,
      contestants: { floor: of('floor'), ours: of('ours'), ceiling: of('ceiling') },
      perSecondToFloor: ratio(group, 'ratingsPerSecond', 'floor'),
      perSecondToCeiling: ratio(group, 'ratingsPerSecond', 'ceiling'),
      p50ToFloor: ratio(group, 'p50Ms', 'floor'),
    }
  })
}

function summary(results: readonly LoadResult[]): Record<FigureName, number> & { refused: number } {
  const middle = (figure: FigureName) => median(results.map((result) => result[figure] ?? Number.NaN))
  return {
    ratingsPerSecond: middle('ratingsPerSecond'),
    p50Ms: middle('p50Ms'),
    p99Ms: middle('p99Ms'),
    serverCpuUs: middle('serverCpuUs'),
    databaseCpuUs: middle('databaseCpuUs'),
    generatorCpu: middle('generatorCpu'),
    refused: results.reduce((sum, { refused }) => sum + refused, 0),
  }
}

function ratio(rounds: readonly Round[], figure: 'ratingsPerSecond' | 'p50Ms', to: ContestantName): Ratio {
  const ratios = rounds.map(({ results }) => results.ours[figure] / results[to][figure])
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }
}

export function ratingTable(figures: readonly RatingFigures[]): string {
  return textTable(
    [
      '',
      'conn.',
      'server',
      'ratings/s',
      'p50 ms',
      'p99 ms',
      'server CPU µs',
      'database CPU µs',
      'generator CPU',
      'refused',
    ],
    figures.flatMap(({ way, connections, contestants }) =>
      CONTESTANTS.map((name) => {
        const one = contestants[name]
        return [
          way,
          connections,
          name,
          one.ratingsPerSecond,
          one.p50Ms,
          one.p99Ms,
          one.serverCpuUs,
          one.databaseCpuUs,
          one.generatorCpu,
          one.refused,
        ]
      }),
    ),
  )
}

export function ratioTable(figures: readonly RatingFigures[]): string {
  return textTable(
    ['', 'conn.', 'ratings/s, ours ÷ floor', 'ours ÷ ceiling', 'p50, ours ÷ floor'],
    figures.map((one) => [
      one.way,
      one.connections,
      range(one.perSecondToFloor),
      range(one.perSecondToCeiling),
      range(one.p50ToFloor),
    ]),
  )
}

function range({ median, least, most }: Ratio): string {
  return `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`
}
