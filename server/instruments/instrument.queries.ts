import type { CivilDate, Db, TouchpointKind } from '../../db/schema.ts'
import { type InstrumentContent, instrumentContent } from './instrument.ts'

/** A published version with all that is known of its publication. */
export interface PublishedVersion {
  id: string
  content: InstrumentContent
  hash: string
  publishedAt: string
  /** Null for a version that came with the program. */
  approvedBy: string | null
}

/** All published versions, questionnaire by questionnaire, the latest version first. */
export async function listVersions(db: Db): Promise<PublishedVersion[]> {
  const rows = await versions(db).orderBy('instrument_id').orderBy('version', 'desc').execute()
  return rows.map(fromRow)
}

export async function findVersion(db: Db, id: string): Promise<PublishedVersion | undefined> {
  const row = await versions(db).where('instrument_version.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

function versions(db: Db) {
  return db
    .selectFrom('instrument_version')
    .leftJoin('staff', 'staff.id', 'instrument_version.approved_by')
    .select([
      'instrument_version.id',
      'instrument_version.content',
      'instrument_version.hash',
      'instrument_version.published_at as publishedAt',
      'staff.name as approvedBy',
    ])
}

function fromRow({
  content,
  ...version
}: Omit<PublishedVersion, 'content'> & { content: string }): PublishedVersion {
  return { ...version, content: instrumentContent.parse(JSON.parse(content)) }
}

/** A wave of continuous collection: an instrument version from a day on. */
export interface ContinuousWave {
  id: string
  name: string
  versionId: string
  opensOn: CivilDate
  closesOn: CivilDate | null
  follows: string | null
}

/** Waves of interviews are apart: they have a unit, and end. */
export function listContinuousWaves(db: Db): Promise<ContinuousWave[]> {
  return db
    .selectFrom('wave')
    .select([
      'id',
      'name',
      'instrument_version_id as versionId',
      'opens_on as opensOn',
      'closes_on as closesOn',
      'follows',
    ])
    .where('unit_id', 'is', null)
    .orderBy('opens_on')
    .orderBy('id')
    .execute()
}

/** Where a questionnaire can be asked. */
export interface AskingTouchpoint {
  code: string
  kind: TouchpointKind
  mode: 'invitation' | 'paper' | 'interviewer' | null
  place: string | null
  unitName: string
  waveId: string
}

/** The touchpoints in service on a day or later, unit by unit. */
export function listAskingTouchpoints(db: Db, on: CivilDate): Promise<AskingTouchpoint[]> {
  return db
    .selectFrom('touchpoint')
    .innerJoin('unit', 'unit.id', 'touchpoint.unit_id')
    .innerJoin('wave', 'wave.id', 'touchpoint.wave_id')
    .select([
      'touchpoint.code',
      'touchpoint.kind',
      'touchpoint.mode',
      'touchpoint.place',
      'unit.name as unitName',
      'touchpoint.wave_id as waveId',
    ])
    .where('wave.unit_id', 'is', null)
    .where((eb) => eb.or([eb('touchpoint.valid_until', 'is', null), eb('touchpoint.valid_until', '>', on)]))
    .where((eb) => eb.or([eb('unit.valid_until', 'is', null), eb('unit.valid_until', '>', on)]))
    .orderBy('unit.sort_order')
    .orderBy('touchpoint.code')
    .execute()
}

/** By touchpoint, the waves that it joins apart from the others of its wave. */
export async function listOwnWaves(db: Db): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.selectFrom('wave_touchpoint').selectAll().execute()
  const own = new Map<string, Set<string>>()
  for (const { touchpoint_code: code, wave_id } of rows) {
    own.set(code, (own.get(code) ?? new Set()).add(wave_id))
  }
  return own
}
