import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { openDatabases } from '../start-up.ts'
import { addDays } from '../statistics/civil-date.ts'
import { duration, perSecond, progressLine } from './progress-line.ts'
import { simulate } from './simulate.ts'
import { SimulationRefused } from './simulation-refused.ts'

const MOST_RESPONSES = 1_000_000_000
const day = z.iso.date('must be a date like 2025-07-01')

const runInput = z
  .strictObject({
    responses: z.int().min(1, 'must be at least 1').max(MOST_RESPONSES, `must be at most ${MOST_RESPONSES}`),
    from: day,
    to: day,
    seed: z.int('must be a whole number').min(0, 'must not be negative'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before --from' })

/** `to` is the last day. @throws {SimulationRefused} naming every option that is wrong. */
export async function simulateCommand(args: {
  responses: number
  from: string
  to: string
  seed: number
}): Promise<void> {
  const { responses, from, to, seed } = parsed(args)
  const databases = await openDatabases(readConfig(), systemClock)
  const collectGarbage = garbageCollector()
  const report = progressLine(process.stderr, systemClock)
  try {
    const startedAt = performance.now()
    const counts = await simulate(databases, {
      responses,
      from,
      until: addDays(to, 1),
      seed,
      clock: systemClock,
      onProgress: (progress) => {
        collectGarbage()
        report(progress)
      },
    })
    const elapsedMs = performance.now() - startedAt
    process.stdout.write(
      `${counts.recorded} simulated responses recorded in ${duration(elapsedMs)} (${Math.round(perSecond(responses, elapsedMs))}/s), ${counts.duplicate} were there already.\n`,
    )
    if (counts.conflict > 0) {
      throw new SimulationRefused(
        `${counts.conflict} responses of an earlier run with the same options differ and stay: the catalogues or the program have changed since.`,
      )
    }
  } finally {
    await databases.close()
  }
}

function parsed(args: unknown): z.infer<typeof runInput> {
  const result = runInput.safeParse(args)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
  throw new SimulationRefused(problems.join('\n'))
}

/** Left alone, the heap grows with the machine's memory, though little more than one batch is ever in use. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}
