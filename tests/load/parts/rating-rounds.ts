import type { LoadJob, LoadResult } from '../generator/load-job.ts'
import type { LoadGenerator } from '../generator/start-load-generator.ts'
import type { RatingChoices } from '../generator/varied-rating.ts'
import type { WayToRate } from '../generator/ways-to-rate.ts'
import { say } from '../say.ts'
import { CONTESTANTS, type Contestant, type ContestantName } from './contestants.ts'

/** The three contestants measured one directly after the other, so that they meet the same machine. */
export interface Round {
  way: WayToRate
  connections: number
  results: Record<ContestantName, LoadResult>
}

export interface RoundPlan {
  way: WayToRate
  connections: readonly number[]
  rounds: number
  warmUpMs: number
  measureMs: number
  databasePid: number | null
}

/** floor, ours, ceiling, floor, ours, ceiling … at each number of connections, and all of it again each round. */
export async function measureRounds(
  generator: LoadGenerator,
  contestants: readonly Contestant[],
  choices: RatingChoices,
  plan: RoundPlan,
): Promise<Round[]> {
  const rounds: Round[] = []
  for (let round = 0; round < plan.rounds; round++) {
    for (const connections of plan.connections) {
      const results: Partial<Record<ContestantName, LoadResult>> = {}
      for (const contestant of contestants) {
        contestant.server.emptyLog()
        results[contestant.name] = await generator.run(
          job(contestant, { ...plan, connections, round, choices }),
        )
      }
      const whole = results as Record<ContestantName, LoadResult>
      rounds.push({ way: plan.way, connections, results: whole })
      say(`  ${plan.way}, ${connections} connections, round ${round + 1}: ${perSecond(whole)}`)
    }
  }
  return rounds
}

function job(
  { server, acknowledgedFile }: Contestant,
  { way, connections, warmUpMs, measureMs, databasePid, round, choices }: RoundSettings,
): LoadJob {
  return {
    url: server.url,
    serverPid: server.pid,
    seed: round * 1000 + connections,
    way,
    connections,
    warmUpMs,
    measureMs,
    choices,
    databasePid,
    acknowledgedFile,
  }
}

type RoundSettings = Omit<RoundPlan, 'connections' | 'rounds'> & {
  connections: number
  round: number
  choices: RatingChoices
}

function perSecond(results: Record<ContestantName, LoadResult>): string {
  return CONTESTANTS.map((name) => `${name} ${Math.round(results[name].ratingsPerSecond)}/s`).join(', ')
}
