import { randomInt } from 'node:crypto'
import type { CivilDate, Trx } from '../../db/schema.ts'
import { CONTINUOUS_WAVE } from '../catalogues/load-catalogues.ts'
import { insertUnderNewCode } from '../touchpoints/add-touchpoint.ts'

/** Each unit with dossiers has one touchpoint, at which all its invitations are answered. */
export async function ensureInvitationTouchpoints(
  trx: Trx,
  unitIds: readonly string[],
  today: CivilDate,
): Promise<void> {
  const known = await trx
    .selectFrom('touchpoint')
    .select('unit_id')
    .where('mode', '=', 'invitation')
    .where('unit_id', 'in', unitIds)
    .execute()
  const missing = new Set(unitIds)
  for (const { unit_id } of known) missing.delete(unit_id)
  for (const unitId of missing) {
    const row = {
      unit_id: unitId,
      wave_id: CONTINUOUS_WAVE,
      kind: 'qr' as const,
      mode: 'invitation' as const,
      place: null,
      procedure_field_id: null,
      valid_from: today,
      valid_until: null,
      is_demonstration: 0 as const,
      counter: null,
      opening_hours: null,
      replaced_by: null,
    }
    await insertUnderNewCode(trx, row, randomInt)
  }
}
