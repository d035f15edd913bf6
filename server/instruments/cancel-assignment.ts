import type { CivilDate, Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { HttpError } from '../web/http-error.ts'
import type { Doing } from './change-draft.ts'
import type { ContinuousWave } from './instrument.queries.ts'

/** Whether a wave can be taken back: nobody was asked anything in it yet, and no other is planned to follow it. */
export function isCancellable(
  { id, opensOn }: ContinuousWave,
  waves: readonly ContinuousWave[],
  today: CivilDate,
): boolean {
  return opensOn > today && !waves.some(({ follows }) => follows === id)
}

/**
 * Takes back that touchpoints go over to a version: they go on asking what they asked. A wave that never began leaves
 * nothing behind but the audit.
 * @throws {HttpError} 409 when it has begun, or cannot be taken back for what was planned meanwhile.
 */
export async function cancelAssignment(
  trx: Trx,
  wave: ContinuousWave,
  waves: readonly ContinuousWave[],
  { by, now }: Doing,
): Promise<void> {
  const firsts = await trx.selectFrom('touchpoint').select('code').where('wave_id', '=', wave.id).execute()
  if (!isCancellable(wave, waves, civilDate(now)) || firsts.length > 0)
    throw new HttpError(409, 'changed_meanwhile')
  const joined = await trx
    .deleteFrom('wave_touchpoint')
    .where('wave_id', '=', wave.id)
    .returning('touchpoint_code as code')
    .execute()
  if (wave.follows !== null)
    await trx.updateTable('wave').set({ closes_on: null }).where('id', '=', wave.follows).execute()
  await trx.deleteFrom('wave').where('id', '=', wave.id).execute()
  const before = { ...wave, touchpoints: joined.map(({ code }) => code).sort() }
  await recordAudit(trx, by, { action: 'wave.cancelled', subject: `wave:${wave.id}`, before }, now)
}
