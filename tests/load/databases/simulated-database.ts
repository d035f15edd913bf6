import { connect } from '../../../db/connect.ts'
import { systemClock } from '../../../server/clock.ts'
import { simulate } from '../../../server/simulation/simulate.ts'
import { civilDate, firstOfMonth, monthIndex } from '../../../server/statistics/civil-date.ts'
import { say } from '../say.ts'
import { prepare } from './empty-database.ts'

/** The same units and months whatever the number of responses; a merger lies in the middle. */
const MONTHS = 24
const SEED = 20
const SAY_EVERY = 500_000

/** The whole months that are simulated: half-open, to the first of this month. */
export function simulatedPeriod(): { from: string; until: string } {
  const thisMonth = monthIndex(civilDate(systemClock()))
  return { from: firstOfMonth(thisMonth - MONTHS), until: firstOfMonth(thisMonth) }
}

/** @returns how many responses were written in a second. */
export async function fillSimulatedDatabase(url: string, responses: number): Promise<number> {
  const databases = connect(url)
  try {
    await prepare(databases)
    const start = performance.now()
    await simulate(databases, {
      clock: systemClock,
      responses,
      ...simulatedPeriod(),
      seed: SEED,
      onProgress: ({ done, total }) => {
        if (done % SAY_EVERY === 0) say(`  ${done} of ${total} responses`)
      },
    })
    return (responses / (performance.now() - start)) * 1000
  } finally {
    await databases.close()
  }
}
