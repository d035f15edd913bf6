import type { Db } from '../../db/schema.ts'
import type { Period } from '../statistics/reporting-period.ts'
import { tallyCube } from '../statistics/tally.queries.ts'
import { answered, satisfied } from '../statistics/tally.ts'
import type { AnswerCounts } from './change-effect.ts'

/** What was answered at each unit itself in a period. */
export async function answerCounts(db: Db, period: Period): Promise<Map<string, AnswerCounts>> {
  const counts = new Map<string, AnswerCounts>()
  for (const { unitId, ...tally } of await tallyCube(db, period)) {
    const known = counts.get(unitId) ?? { answered: 0, satisfied: 0 }
    counts.set(unitId, {
      answered: known.answered + answered(tally),
      satisfied: known.satisfied + satisfied(tally),
    })
  }
  return counts
}
