import type { Db } from '../../db/schema.ts'
import { instrumentContent } from '../instruments/instrument.ts'
import type { Touchpoint } from './touchpoint.ts'
import { wavePlan } from './wave-plan.ts'

/** A touchpoint with what its first wave asks: see `askedOn` for a day. */
export async function findTouchpoint(db: Db, code: string): Promise<Touchpoint | undefined> {
  const row = await db
    .selectFrom('touchpoint')
    .innerJoin('unit', 'unit.id', 'touchpoint.unit_id')
    .select([
      'touchpoint.code',
      'touchpoint.kind',
      'touchpoint.mode',
      'touchpoint.place',
      'touchpoint.unit_id as unitId',
      'touchpoint.procedure_field_id as procedureFieldId',
      'touchpoint.wave_id',
      'touchpoint.valid_from',
      'touchpoint.valid_until',
      'touchpoint.replaced_by as replacedBy',
      'unit.name as unitName',
      'unit.valid_until as unit_until',
    ])
    .where('touchpoint.code', '=', code)
    .executeTakeFirst()
  if (!row) return undefined
  const { wave_id, valid_from, valid_until, unit_until, ...touchpoint } = row
  const waves = await wavesOf(db, code, wave_id)
  const [first] = waves
  if (!first) throw new Error(`touchpoint ${code} has no wave`)
  return {
    ...touchpoint,
    waveId: first.waveId,
    instrumentVersion: first.instrumentVersion,
    waves,
    opensOn: latest(valid_from, first.opensOn),
    // A unit may be said to have ended long ago: what people rated at its kiosk until somebody said so still comes in.
    closesOn: earliest([valid_until ?? unit_until, waves.at(-1)?.closesOn ?? null]),
  }
}

async function wavesOf(db: Db, code: string, firstId: string) {
  const rows = await db
    .selectFrom('wave')
    .innerJoin('instrument_version as version', 'version.id', 'wave.instrument_version_id')
    .leftJoin('wave_touchpoint', (join) =>
      join.onRef('wave_touchpoint.wave_id', '=', 'wave.id').on('wave_touchpoint.touchpoint_code', '=', code),
    )
    .select([
      'wave.id',
      'wave.opens_on as opensOn',
      'wave.closes_on as closesOn',
      'wave.follows',
      'wave_touchpoint.wave_id as own',
      'version.id as versionId',
      'version.content',
      'version.hash',
    ])
    .where((eb) =>
      eb.or([
        eb('wave.id', '=', firstId),
        eb('wave.follows', 'is not', null),
        eb('wave_touchpoint.wave_id', 'is not', null),
      ]),
    )
    .execute()
  const own = new Set(rows.flatMap((wave) => wave.own ?? []))
  const first = rows.find(({ id }) => id === firstId)
  return (first ? wavePlan(first, rows, own) : []).map(
    ({ id, opensOn, closesOn, versionId, content, hash }) => ({
      waveId: id,
      opensOn,
      closesOn,
      instrumentVersion: { id: versionId, content: instrumentContent.parse(JSON.parse(content)), hash },
    }),
  )
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
