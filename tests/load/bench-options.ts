import { tmpdir } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { type WayToRate, waysToRate } from './generator/ways-to-rate.ts'

export const PARTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
export type Part = (typeof PARTS)[number]

export interface BenchOptions {
  quick: boolean
  keep: boolean
  parts: Part[]
  temporaryFolder: string
  /** Where a CPU profile of the program is written; it slows the program. */
  profile: string | null
  ways: WayToRate[]
  connections: number[]
  rounds: number
  warmUpMs: number
  measureMs: number
  /** The same for the whole flow, which takes fewer. */
  flowConnections: number[]
  flowRounds: number
  /** How often each page is asked for. */
  pageRequests: number
  starts: number
  /** How long kiosks send beside the ratings. */
  kiosksMs: number
  /** How many dossiers are imported. */
  dossiers: number
  /** Numbers of responses, ascending. */
  sizes: number[]
  postgresSizes: number[]
}

interface Flags {
  quick?: true
  keep?: true
  only?: Part[]
  temp?: string
  profile?: string
  ways?: WayToRate[]
  connections?: number[]
  rounds?: number
  seconds?: number
  responses?: number[]
}

const MOST_ON_POSTGRES = 1_000_000

export function benchOptions(argv: readonly string[]): BenchOptions {
  const flags = new Command('npm run bench --')
    .description('Measures Thước Đo against a bare floor and a bare ceiling, and its pages at growing sizes.')
    .option('--quick', 'a run of some three minutes, up to 100,000 responses')
    .option('--only <parts>', `some of ${PARTS.join(',')}`, parts)
    .option('--responses <sizes>', 'sizes for (b), on both databases: 10000,1000000,10000000', wholeNumbers)
    .option('--ways <ways>', 'for (a): rating,flow', waysOf)
    .option('--connections <numbers>', 'for (a): 1,16,64', wholeNumbers)
    .option('--rounds <number>', 'for (a): how often everything is measured', wholeNumber)
    .option('--seconds <number>', 'for (a): length of one measurement', Number)
    .option('--temp <folder>', 'where the databases are made')
    .option('--profile <folder>', 'write CPU profiles of the program there (slows it)')
    .option('--keep', 'leave the databases there')
    .parse(argv)
    .opts<Flags>()
  const quick = flags.quick === true
  const rounds = flags.rounds ?? (quick ? 3 : 5)
  const sizes = flags.responses ?? (quick ? [10_000, 100_000] : [10_000, 1_000_000, 10_000_000])
  return {
    quick,
    keep: flags.keep === true,
    parts: flags.only ?? [...PARTS],
    temporaryFolder: flags.temp ?? tmpdir(),
    profile: flags.profile ?? null,
    ways: flags.ways ?? ['rating', 'flow'],
    connections: flags.connections ?? [1, 16, 64],
    rounds,
    warmUpMs: quick ? 400 : 1500,
    measureMs: flags.seconds ? flags.seconds * 1000 : quick ? 1200 : 6000,
    flowConnections: flags.connections ?? (quick ? [64] : [1, 16, 64]),
    flowRounds: Math.min(rounds, 3),
    pageRequests: quick ? 100 : 200,
    starts: 5,
    kiosksMs: quick ? 6000 : 60_000,
    dossiers: quick ? 100_000 : 1_000_000,
    sizes,
    postgresSizes: flags.responses ?? sizes.filter((size) => size <= MOST_ON_POSTGRES),
  }
}

function parts(text: string): Part[] {
  const chosen = text.split(',')
  const unknown = chosen.filter((part) => !PARTS.includes(part as Part))
  if (unknown.length > 0) throw new InvalidArgumentError(`unknown: ${unknown.join(', ')}`)
  return chosen as Part[]
}

function waysOf(text: string): WayToRate[] {
  const chosen = text.split(',')
  const unknown = chosen.filter((way) => !(way in waysToRate))
  if (unknown.length > 0) throw new InvalidArgumentError(`unknown: ${unknown.join(', ')}`)
  return chosen as WayToRate[]
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError(`not a whole number: ${text}`)
  return Number(text)
}

function wholeNumbers(text: string): number[] {
  return text
    .split(',')
    .map(wholeNumber)
    .sort((a, b) => a - b)
}
