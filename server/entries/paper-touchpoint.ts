import type { Trx } from '../../db/schema.ts'
import { CONTINUOUS_WAVE } from '../catalogues/load-catalogues.ts'
import { insertUnderNewCode } from '../touchpoints/add-touchpoint.ts'
import type { RandomBelow } from '../touchpoints/touchpoint-code.ts'

/** The touchpoint at which all paper slips of a unit count; made when the first are entered, for all its days. */
export async function paperTouchpoint(trx: Trx, unitId: string, randomBelow: RandomBelow): Promise<string> {
  const known = await trx
    .selectFrom('touchpoint')
    .select('code')
    .where('unit_id', '=', unitId)
    .where('mode', '=', 'paper')
    .where('wave_id', '=', CONTINUOUS_WAVE)
    .orderBy('code')
    .executeTakeFirst()
  if (known) return known.code
  const unit = await trx
    .selectFrom('unit')
    .select('valid_from')
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow()
  return insertUnderNewCode(
    trx,
    {
      unit_id: unitId,
      wave_id: CONTINUOUS_WAVE,
      kind: 'qr',
      mode: 'paper',
      valid_from: unit.valid_from,
      is_demonstration: 0,
    },
    randomBelow,
  )
}
