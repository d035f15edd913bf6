import type { Trx } from '../../db/schema.ts'
import { isSimulated, markSimulated } from '../settings/setting.queries.ts'
import { SimulationRefused } from './simulation-refused.ts'

/**
 * Marks a database as simulated before it holds any response, so that every page says so.
 * @throws {SimulationRefused} when it holds real ones: the two never share a database.
 */
export async function claimForSimulation(trx: Trx): Promise<void> {
  if (await isSimulated(trx)) return
  if (await hasResponses(trx)) {
    throw new SimulationRefused(
      'The database holds real responses, and simulated ones would falsify its figures. Use another database.',
    )
  }
  await markSimulated(trx)
}

export async function hasResponses(trx: Trx): Promise<boolean> {
  return (await trx.selectFrom('response').select('submission_key').limit(1).executeTakeFirst()) !== undefined
}
