import { appendFileSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { cpuSeconds, familyCpuSeconds } from '../process-usage.ts'
import { quantile } from '../quantile.ts'
import { Connection } from './connection.ts'
import type { LoadJob, LoadResult } from './load-job.ts'
import { variedRatings } from './varied-rating.ts'
import { waysToRate } from './ways-to-rate.ts'

/** Keeps every connection busy through warm-up and measurement. @throws when a connection breaks. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: job.connections }, () => Connection.open(job.url)),
  )
  const nextRating = variedRatings(job.choices, job.seed)
  const giveRating = waysToRate[job.way]
  const acknowledgedKeys: string[] = []
  let latenciesMs: number[] = []
  let refused = 0
  let over = false

  async function rateOnAndOn(connection: Connection): Promise<void> {
    while (!over) {
      const start = performance.now()
      const { submissionKey, acknowledged } = await giveRating(connection, nextRating())
      if (acknowledged) acknowledgedKeys.push(submissionKey)
      if (!acknowledged) refused++
      else latenciesMs.push(performance.now() - start)
    }
  }

  const people = Promise.all(connections.map(rateOnAndOn))
  await Promise.race([people, after(job.warmUpMs)])
  latenciesMs = []
  const before = usage(job)
  await Promise.race([people, after(job.measureMs)])
  const used = difference(before, usage(job))
  const measured = latenciesMs
  latenciesMs = []
  over = true
  await people
  for (const connection of connections) connection.close()
  appendFileSync(job.acknowledgedFile, acknowledgedKeys.map((key) => `${key}\n`).join(''))

  const sorted = measured.toSorted((a, b) => a - b)
  return {
    ratings: sorted.length,
    refused,
    ratingsPerSecond: sorted.length / used.seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    serverCpuUs: (used.serverCpu / sorted.length) * 1e6,
    databaseCpuUs: job.databasePid === null ? null : (used.databaseCpu / sorted.length) * 1e6,
    generatorCpu: used.ownCpu / used.seconds,
  }
}

interface Usage {
  seconds: number
  serverCpu: number
  databaseCpu: number
  ownCpu: number
}

function usage({ serverPid, databasePid }: LoadJob): Usage {
  return {
    seconds: performance.now() / 1000,
    serverCpu: cpuSeconds(serverPid),
    databaseCpu: databasePid === null ? 0 : familyCpuSeconds(databasePid),
    ownCpu: cpuSeconds(process.pid),
  }
}

function difference(before: Usage, after: Usage): Usage {
  return {
    seconds: after.seconds - before.seconds,
    serverCpu: after.serverCpu - before.serverCpu,
    databaseCpu: after.databaseCpu - before.databaseCpu,
    ownCpu: after.ownCpu - before.ownCpu,
  }
}
