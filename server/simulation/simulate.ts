import type { Databases } from '../../db/connect.ts'
import type { Trx } from '../../db/schema.ts'
import { CONTINUOUS_WAVE } from '../catalogues/load-catalogues.ts'
import type { Clock } from '../clock.ts'
import { recordResponses } from '../responses/record-responses.ts'
import type { Outcome, Submission } from '../responses/submission.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { addSimulatedTouchpoints } from './add-simulated-touchpoints.ts'
import { claimForSimulation } from './claim-for-simulation.ts'
import { listOffices } from './office.queries.ts'
import { type Province, type Run, simulatedResponses } from './simulated-responses.ts'
import { SimulationRefused } from './simulation-refused.ts'

/** Large, since every batch touches every tally of its month; each is one durable transaction. */
const BATCH = 20_000

export interface Progress {
  done: number
  total: number
}

export interface Simulation extends Run {
  clock: Clock
  onProgress?: (progress: Progress) => void
}

/**
 * Writes a run of simulated responses through the rules of real ones, and marks the database as simulated before
 * the first. The same run a second time finds all its responses there and adds nothing.
 * @throws {SimulationRefused} when the database holds real responses, or no office is open in the period.
 */
export async function simulate(
  databases: Databases,
  { clock, onProgress, ...run }: Simulation,
): Promise<Record<Outcome, number>> {
  if (run.until > civilDate(clock())) {
    throw new SimulationRefused('The period is not over yet: the last day can be yesterday at the latest.')
  }
  const { write } = databases
  const province = await write.transaction().execute((trx) => prepareProvince(trx, run))
  const counts: Record<Outcome, number> = { recorded: 0, already_rated: 0, duplicate: 0, conflict: 0 }
  let done = 0
  for (const batch of inBatches(simulatedResponses(province, run), BATCH)) {
    for (const outcome of await recordResponses(write, batch)) counts[outcome]++
    done += batch.length
    onProgress?.({ done, total: run.responses })
  }
  return counts
}

/** All or nothing: a run that is refused leaves the database as it was. */
async function prepareProvince(trx: Trx, run: Run): Promise<Province> {
  await claimForSimulation(trx)
  await addSimulatedTouchpoints(trx, CONTINUOUS_WAVE)
  const fields = await trx.selectFrom('procedure_field').select('id').orderBy('sort_order').execute()
  const province = {
    offices: await listOffices(trx, run.seed),
    fieldIds: fields.map((field) => field.id),
  }
  const { done: nothing } = simulatedResponses(province, run).next()
  if (nothing) throw new SimulationRefused('No office is open on any day of the period.')
  return province
}

function* inBatches(responses: Iterable<Submission>, size: number): Generator<Submission[]> {
  let batch: Submission[] = []
  for (const response of responses) {
    batch.push(response)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
