import type { Insertable } from 'kysely'
import type { TouchpointTable, Trx } from '../../db/schema.ts'

/** One touchpoint for each service centre, and one kiosk, so that a new install can be tried at once. */
export async function addDemonstrationTouchpoints(trx: Trx, waveId: string): Promise<void> {
  const centres = await trx
    .selectFrom('unit')
    .select(['id', 'valid_from'])
    .where('kind', '=', 'service_centre')
    .orderBy('sort_order')
    .execute()
  const first = centres[0]
  if (!first) return
  const common = {
    wave_id: waveId,
    procedure_field_id: null,
    valid_until: null,
    is_demonstration: 1 as const,
  }
  const rows: Insertable<TouchpointTable>[] = centres.map((centre) => ({
    ...common,
    code: demonstrationCode(centre.id),
    unit_id: centre.id,
    kind: 'qr',
    place: null,
    valid_from: centre.valid_from,
  }))
  rows.push({
    ...common,
    code: 'demo-kiosk',
    unit_id: first.id,
    kind: 'kiosk',
    place: 'Sảnh chờ',
    valid_from: first.valid_from,
  })
  await trx
    .insertInto('touchpoint')
    .values(rows)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
}

/** `ld-commune-dak-wil-centre` → `demo-dak-wil` */
function demonstrationCode(centreId: string): string {
  return `demo-${centreId
    .replace(/^ld-/, '')
    .replace(/^(commune|ward|township)-/, '')
    .replace(/-centre$/, '')}`
}
