import type { Insertable } from 'kysely'
import type { Db, TouchpointTable, Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { CONTINUOUS_WAVE } from '../catalogues/load-catalogues.ts'
import { addDays } from '../statistics/civil-date.ts'
import { enteredHours, type NewTouchpoint } from './touchpoint.input.ts'
import { newTouchpointCode, type RandomBelow } from './touchpoint-code.ts'

/** Who does it, when, and with what luck. */
export interface Doing {
  by: AuditOrigin
  now: Date
  randomBelow: RandomBelow
}

/** Adds a touchpoint to the wave in which everybody is asked. @returns its new code. */
export async function addTouchpoint(
  db: Db,
  form: NewTouchpoint,
  { by, now, randomBelow }: Doing,
): Promise<string> {
  const hours = enteredHours(form)
  const row = {
    unit_id: form.unit,
    wave_id: CONTINUOUS_WAVE,
    kind: form.kind,
    place: form.place,
    procedure_field_id: form.procedureField,
    valid_from: form.validFrom,
    valid_until: form.lastDay === '' ? null : addDays(form.lastDay, 1),
    is_demonstration: 0 as const,
    counter: form.counter,
    opening_hours: hours && JSON.stringify(hours),
  }
  return db.transaction().execute(async (trx) => {
    const code = await insertUnderNewCode(trx, row, randomBelow)
    await recordAudit(
      trx,
      by,
      { action: 'touchpoint.added', subject: `touchpoint:${code}`, unitId: row.unit_id, after: row },
      now,
    )
    return code
  })
}

/** A code that is taken is hardly ever drawn; then another one is. */
export async function insertUnderNewCode(
  trx: Trx,
  row: Omit<Insertable<TouchpointTable>, 'code'>,
  randomBelow: RandomBelow,
): Promise<string> {
  for (;;) {
    const inserted = await trx
      .insertInto('touchpoint')
      .values({ ...row, code: newTouchpointCode(randomBelow) })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst()
    if (inserted) return inserted.code
  }
}
