import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { enteredHours, type TouchpointChange } from './touchpoint.input.ts'

/** Changes where a touchpoint stands and what it asks for. What was rated there before keeps its own unit and field. */
export async function changeTouchpoint(
  db: Db,
  code: string,
  form: TouchpointChange,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  const hours = enteredHours(form)
  const after = {
    place: form.place,
    counter: form.counter,
    procedure_field_id: form.procedureField,
    opening_hours: hours && JSON.stringify(hours),
  }
  await db.transaction().execute(async (trx) => {
    const { unit_id, ...before } = await trx
      .selectFrom('touchpoint')
      .select(['unit_id', 'place', 'counter', 'procedure_field_id', 'opening_hours'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    await trx.updateTable('touchpoint').set(after).where('code', '=', code).execute()
    await recordAudit(
      trx,
      by,
      { action: 'touchpoint.changed', subject: `touchpoint:${code}`, unitId: unit_id, before, after },
      now,
    )
  })
}
