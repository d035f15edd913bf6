import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { addDays } from '../statistics/civil-date.ts'
import type { NewWave } from './wave.input.ts'

/** Opens a wave of interviews, still without its sampling frame. @returns its id. */
export async function openWave(
  db: Db,
  { name, instrumentVersion, unit, opensOn, lastDay }: NewWave,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<string> {
  const id = randomUUID()
  const row = {
    id,
    name,
    instrument_version_id: instrumentVersion,
    opens_on: opensOn,
    closes_on: addDays(lastDay, 1),
    unit_id: unit,
  }
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('wave').values(row).execute()
    await recordAudit(
      trx,
      by,
      { action: 'wave.opened', subject: `wave:${id}`, unitId: unit, after: row },
      now,
    )
  })
  return id
}
