import type { Insertable } from 'kysely'
import type { TouchpointTable, Trx } from '../../db/schema.ts'
import { servingUnits } from './serving-unit.ts'

/** A printed code and a kiosk for every unit that serves people, for as long as the unit exists. */
export async function addSimulatedTouchpoints(trx: Trx, waveId: string): Promise<void> {
  const units = await trx.selectFrom('unit').selectAll().orderBy('sort_order').execute()
  const rows = servingUnits(units).flatMap((unit): Insertable<TouchpointTable>[] => {
    const common = {
      unit_id: unit.id,
      wave_id: waveId,
      procedure_field_id: null,
      valid_from: unit.valid_from,
      valid_until: unit.valid_until,
      is_demonstration: 0 as const,
    }
    return [
      { ...common, code: simulatedCode(unit.id, 'qr'), kind: 'qr', place: null },
      { ...common, code: simulatedCode(unit.id, 'kiosk'), kind: 'kiosk', place: 'Sảnh chờ' },
    ]
  })
  if (rows.length === 0) return
  await trx
    .insertInto('touchpoint')
    .values(rows)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
}

export function simulatedCode(unitId: string, kind: 'qr' | 'kiosk'): string {
  return `sim-${unitId}-${kind}`
}
