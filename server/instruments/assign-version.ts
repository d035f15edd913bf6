import { randomUUID } from 'node:crypto'
import type { CivilDate, Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Doing } from './change-draft.ts'
import type { PublishedVersion } from './instrument.queries.ts'
import { listPlans, type PlannedTouchpoint, waveOn } from './wave-plans.ts'

export interface Assignment {
  opensOn: CivilDate
  /** The codes of the touchpoints. */
  touchpoints: ReadonlySet<string>
}

/** already: one of them asks this version on that day. planned: one of them goes over to another on that day or later. */
export type AssignmentProblem = 'touchpoints' | 'already' | 'planned'

/**
 * Lets touchpoints ask a version from a day on. All touchpoints of a wave go over together, with those that will be
 * added to it: the new wave follows it and the old one closes. Some of them join the new wave by themselves.
 * @returns what is wrong, and then nothing is changed; null when it is done.
 */
export async function assignVersion(
  trx: Trx,
  { id: versionId, content }: PublishedVersion,
  { opensOn, touchpoints }: Assignment,
  { by, now }: Doing,
): Promise<AssignmentProblem | null> {
  const all = await listPlans(trx, opensOn)
  const chosen = all.filter(({ code }) => touchpoints.has(code))
  if (chosen.length === 0 || chosen.length < touchpoints.size) return 'touchpoints'
  if (chosen.some(({ plan }) => plan.some((wave) => wave.opensOn >= opensOn))) return 'planned'
  if (chosen.some((touchpoint) => waveOn(touchpoint, opensOn)?.versionId === versionId)) return 'already'

  for (const [oldWave, movers] of byWave(chosen, opensOn)) {
    const others = all.filter((one) => waveOn(one, opensOn)?.id === oldWave && !touchpoints.has(one.code))
    const wave = {
      id: randomUUID(),
      name: content.title.vi,
      instrument_version_id: versionId,
      opens_on: opensOn,
      follows: others.length === 0 ? oldWave : null,
    }
    await trx.insertInto('wave').values(wave).execute()
    if (wave.follows) {
      await trx.updateTable('wave').set({ closes_on: opensOn }).where('id', '=', oldWave).execute()
    } else {
      const rows = movers.map(({ code }) => ({ touchpoint_code: code, wave_id: wave.id }))
      await trx.insertInto('wave_touchpoint').values(rows).execute()
    }
    const codes = movers.map(({ code }) => code)
    await recordAudit(
      trx,
      by,
      { action: 'wave.assigned', subject: `wave:${wave.id}`, after: { ...wave, touchpoints: codes } },
      now,
    )
  }
  return null
}

function byWave(
  touchpoints: readonly PlannedTouchpoint[],
  on: CivilDate,
): Map<string, readonly PlannedTouchpoint[]> {
  return Map.groupBy(touchpoints, (one) => waveOn(one, on)?.id ?? '')
}
