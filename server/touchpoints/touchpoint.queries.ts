import type { Db } from '../../db/schema.ts'
import { instrumentContent } from '../instruments/instrument.ts'
import type { Touchpoint } from './touchpoint.ts'

export async function findTouchpoint(db: Db, code: string): Promise<Touchpoint | undefined> {
  const row = await db
    .selectFrom('touchpoint')
    .innerJoin('unit', 'unit.id', 'touchpoint.unit_id')
    .innerJoin('wave', 'wave.id', 'touchpoint.wave_id')
    .innerJoin('instrument_version', 'instrument_version.id', 'wave.instrument_version_id')
    .select([
      'touchpoint.code',
      'touchpoint.kind',
      'touchpoint.mode',
      'touchpoint.place',
      'touchpoint.unit_id',
      'touchpoint.procedure_field_id',
      'touchpoint.valid_from',
      'touchpoint.valid_until',
      'touchpoint.replaced_by',
      'unit.name as unit_name',
      'unit.valid_until as unit_until',
      'wave.id as wave_id',
      'wave.opens_on',
      'wave.closes_on',
      'instrument_version.id as version_id',
      'instrument_version.content',
      'instrument_version.hash',
    ])
    .where('touchpoint.code', '=', code)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    code: row.code,
    kind: row.kind,
    mode: row.mode,
    place: row.place,
    unitId: row.unit_id,
    unitName: row.unit_name,
    procedureFieldId: row.procedure_field_id,
    waveId: row.wave_id,
    instrumentVersion: {
      id: row.version_id,
      content: instrumentContent.parse(JSON.parse(row.content)),
      hash: row.hash,
    },
    replacedBy: row.replaced_by,
    opensOn: latest(row.valid_from, row.opens_on),
    closesOn: earliest([row.valid_until, row.unit_until, row.closes_on]),
  }
}

export interface DemonstrationTouchpoint {
  code: string
  unitName: string
}

export function listDemonstrationTouchpoints(db: Db): Promise<DemonstrationTouchpoint[]> {
  return db
    .selectFrom('touchpoint')
    .innerJoin('unit', 'unit.id', 'touchpoint.unit_id')
    .select(['touchpoint.code', 'unit.name as unitName'])
    .where('touchpoint.is_demonstration', '=', 1)
    .where('touchpoint.kind', '=', 'qr')
    .orderBy('unit.sort_order')
    .execute()
}

function latest(a: string, b: string): string {
  return a > b ? a : b
}

function earliest(dates: readonly (string | null)[]): string | null {
  return dates.filter((date) => date !== null).sort()[0] ?? null
}
