import type { Db } from '../../db/schema.ts'
import { type Period, periodKey } from '../statistics/reporting-period.ts'
import { tallyCube } from '../statistics/tally.queries.ts'
import type { UnitView } from '../units/unit-tree.ts'
import { type CubeScope, type SatisfactionCube, satisfactionCube } from './satisfaction-cube.ts'
import { isSettled } from './settled-period.ts'

/** An operator's correction of an old period shows at the latest after this. */
const KEPT_MS = 10_000
const MOST_KEPT = 24

export interface CubeRequest {
  period: Period
  view: UnitView
  scope: CubeScope
  today: string
}

export type CubeSource = (request: CubeRequest) => Promise<SatisfactionCube>

/**
 * The cube of a period: read anew each time while answers can still come in, kept for some seconds once they cannot.
 * Most of what a page compares with is long over, and reading it is most of what a page costs.
 */
export function cubeSource(db: Db, monotonicMs: () => number = () => performance.now()): CubeSource {
  const kept = new Map<string, { cube: Promise<SatisfactionCube>; until: number }>()

  return ({ period, view, scope, today }) => {
    if (!isSettled(period, today)) return load(period, scope)
    const key = `${view} ${periodKey(period)}`
    const known = kept.get(key)
    if (known && monotonicMs() < known.until) return known.cube
    const cube = load(period, scope)
    cube.catch(() => kept.delete(key))
    kept.delete(key)
    kept.set(key, { cube, until: monotonicMs() + KEPT_MS })
    const oldest = kept.keys().next().value
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return cube
  }

  async function load(period: Period, scope: CubeScope): Promise<SatisfactionCube> {
    return satisfactionCube(await tallyCube(db, period), scope)
  }
}
