import type { CivilDate, Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { HttpError } from '../web/http-error.ts'
import { listInterviewImports, listStrata, type Wave } from './wave.queries.ts'

/** Whether a wave can be taken back: before its first day, while no interviews were sent. */
export function isCancellable({ opensOn }: Wave, files: number, today: CivilDate): boolean {
  return opensOn > today && files === 0
}

/**
 * Takes a wave of interviews back, with its frame. It leaves nothing behind but the audit.
 * @throws {HttpError} 409 when it has begun meanwhile, or interviews were sent.
 */
export async function cancelWave(
  trx: Trx,
  wave: Wave,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  const files = await listInterviewImports(trx, wave.id)
  if (!isCancellable(wave, files.length, civilDate(now))) throw new HttpError(409, 'changed_meanwhile')
  const strata = await listStrata(trx, wave.id)
  await trx.deleteFrom('stratum').where('wave_id', '=', wave.id).execute()
  await trx.deleteFrom('touchpoint').where('wave_id', '=', wave.id).execute()
  await trx.deleteFrom('wave').where('id', '=', wave.id).execute()
  const { id, name, unitId, opensOn, closesOn, instrumentVersion } = wave
  const before = { name, opensOn, closesOn, instrumentVersion: instrumentVersion.id, strata: strata.length }
  await recordAudit(trx, by, { action: 'wave.cancelled', subject: `wave:${id}`, unitId, before }, now)
}
