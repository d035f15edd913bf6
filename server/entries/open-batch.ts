import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Doing } from '../touchpoints/add-touchpoint.ts'
import type { NewBatch } from './batch.input.ts'
import { paperTouchpoint } from './paper-touchpoint.ts'

/** Begins a batch of paper slips, of which so many were counted beforehand. @returns its id. */
export async function openBatch(
  db: Db,
  { unit, procedureField, slipsOn, controlTotal }: NewBatch,
  { staffId, by, now, randomBelow }: Doing & { staffId: string },
): Promise<string> {
  const id = randomUUID()
  await db.transaction().execute(async (trx) => {
    const row = {
      id,
      unit_id: unit,
      touchpoint_code: await paperTouchpoint(trx, unit, randomBelow),
      procedure_field_id: procedureField,
      slips_on: slipsOn,
      control_total: controlTotal,
      entered_by: staffId,
      opened_at: now.toISOString(),
    }
    await trx.insertInto('entry_batch').values(row).execute()
    await recordAudit(
      trx,
      by,
      { action: 'entry_batch.opened', subject: `entry_batch:${id}`, unitId: unit, after: row },
      now,
    )
  })
  return id
}
