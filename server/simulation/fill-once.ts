import type { Databases } from '../../db/connect.ts'
import type { Trx } from '../../db/schema.ts'
import type { Clock } from '../clock.ts'
import { type CivilDate, civilDate, firstOfMonth, monthIndex } from '../statistics/civil-date.ts'
import { claimForSimulation, hasResponses } from './claim-for-simulation.ts'
import { progressLine } from './progress-line.ts'
import { type Progress, simulate } from './simulate.ts'

const RESPONSES = 60_000
const MONTHS = 24
const SEED = 20
/** The setting under which a filling keeps the day it goes to, and then that it is done. */
const FILLING = 'simulated_filling'
const DONE = 'done'

/** Fills an empty simulated province with two years up to yesterday; one that is filled already stays as it is. */
export async function fillOnce(
  databases: Databases,
  clock: Clock,
  report: (progress: Progress) => void = progressLine(process.stderr, clock),
  responses = RESPONSES,
): Promise<void> {
  const { write } = databases
  const until = await write.transaction().execute((trx) => beginFilling(trx, civilDate(clock())))
  if (until === DONE) return
  const from = firstOfMonth(monthIndex(until) - MONTHS)
  await simulate(databases, { responses, from, until, seed: SEED, clock, onProgress: report })
  await write.updateTable('setting').set({ value: DONE }).where('key', '=', FILLING).execute()
}

/** A filling that was interrupted goes on with the days it began with, so that nothing is filled in twice. */
async function beginFilling(trx: Trx, today: CivilDate): Promise<CivilDate | typeof DONE> {
  await claimForSimulation(trx)
  const begun = await trx.selectFrom('setting').select('value').where('key', '=', FILLING).executeTakeFirst()
  if (begun) return begun.value
  const value = (await hasResponses(trx)) ? DONE : today
  await trx.insertInto('setting').values({ key: FILLING, value }).execute()
  return value
}
