import type { CivilDate, Db } from '../../db/schema.ts'
import { wavePlan } from '../touchpoints/wave-plan.ts'
import {
  type AskingTouchpoint,
  type ContinuousWave,
  listAskingTouchpoints,
  listContinuousWaves,
  listOwnWaves,
} from './instrument.queries.ts'

/** A touchpoint with its waves, the first one first. */
export interface PlannedTouchpoint extends AskingTouchpoint {
  plan: readonly ContinuousWave[]
}

/** What every touchpoint in service on a day or later asks, from when on. */
export async function listPlans(db: Db, on: CivilDate): Promise<PlannedTouchpoint[]> {
  const [touchpoints, waves, own] = await Promise.all([
    listAskingTouchpoints(db, on),
    listContinuousWaves(db),
    listOwnWaves(db),
  ])
  return touchpoints.flatMap((touchpoint) => {
    const first = waves.find(({ id }) => id === touchpoint.waveId)
    if (!first) return []
    return [{ ...touchpoint, plan: wavePlan(first, waves, own.get(touchpoint.code) ?? new Set()) }]
  })
}

/** The wave that a touchpoint is in on a day. */
export function waveOn({ plan }: PlannedTouchpoint, on: CivilDate): ContinuousWave | undefined {
  return plan.findLast(({ opensOn }) => opensOn <= on) ?? plan[0]
}
