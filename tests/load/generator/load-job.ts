import type { RatingChoices } from './varied-rating.ts'
import type { WayToRate } from './ways-to-rate.ts'

/** One measurement: `connections` people, each giving one rating after the other. */
export interface LoadJob {
  url: string
  way: WayToRate
  connections: number
  warmUpMs: number
  measureMs: number
  choices: RatingChoices
  seed: number
  /** Whose processor time is read at the start and end of what is measured. */
  serverPid: number
  databasePid: number | null
  /** Where every acknowledged key is added, one a line; those of the warm-up too. */
  acknowledgedFile: string
}

export interface LoadResult {
  ratings: number
  refused: number
  ratingsPerSecond: number
  p50Ms: number
  p99Ms: number
  serverCpuUs: number
  /** Of the database server's processes, per rating; null where the database lives in the server. */
  databaseCpuUs: number | null
  /** Share of one core that the generator itself used: near 1, it is what bounds the figure. */
  generatorCpu: number
}
