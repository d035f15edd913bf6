import { sql } from 'kysely'
import type { CivilDate, Db, Instant } from '../../db/schema.ts'
import { type InstrumentVersion, instrumentContent } from '../instruments/instrument.ts'

export interface Wave {
  id: string
  name: string
  unitId: string
  unitName: string
  opensOn: CivilDate
  /** The day after the last. */
  closesOn: CivilDate
  instrumentVersion: InstrumentVersion
}

/** The waves of interviews of the units in scope (null = all), the latest first. */
export async function listWaves(db: Db, scope: ReadonlySet<string> | null): Promise<Wave[]> {
  const rows = await waves(db).orderBy('wave.opens_on', 'desc').orderBy('wave.id').execute()
  return rows.map(fromRow).filter(({ unitId }) => scope === null || scope.has(unitId))
}

export async function findWave(db: Db, id: string): Promise<Wave | undefined> {
  const row = await waves(db).where('wave.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

function waves(db: Db) {
  return db
    .selectFrom('wave')
    .innerJoin('unit', 'unit.id', 'wave.unit_id')
    .innerJoin('instrument_version', 'instrument_version.id', 'wave.instrument_version_id')
    .select([
      'wave.id',
      'wave.name',
      'wave.opens_on as opensOn',
      'wave.closes_on as closesOn',
      'unit.id as unitId',
      'unit.name as unitName',
      'instrument_version.id as versionId',
      'instrument_version.content',
      'instrument_version.hash',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof waves>['execute']>>[number]

function fromRow({ versionId, content, hash, closesOn, ...wave }: Row): Wave {
  return {
    ...wave,
    closesOn: closesOn ?? '9999-12-31',
    instrumentVersion: { id: versionId, content: instrumentContent.parse(JSON.parse(content)), hash },
  }
}

export async function listInstrumentVersions(db: Db): Promise<InstrumentVersion[]> {
  const rows = await db
    .selectFrom('instrument_version')
    .select(['id', 'content', 'hash'])
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, content, hash }) => ({
    id,
    content: instrumentContent.parse(JSON.parse(content)),
    hash,
  }))
}

export interface Stratum {
  id: string
  name: string
  unitId: string
  unitName: string
  population: number
  touchpointCode: string
}

export function listStrata(db: Db, waveId: string): Promise<Stratum[]> {
  return db
    .selectFrom('stratum')
    .innerJoin('unit', 'unit.id', 'stratum.unit_id')
    .select([
      'stratum.id',
      'stratum.name',
      'stratum.unit_id as unitId',
      'unit.name as unitName',
      'stratum.population',
      'stratum.touchpoint_code as touchpointCode',
    ])
    .where('stratum.wave_id', '=', waveId)
    .orderBy('stratum.sort_order')
    .execute()
}

/** How many interviews each stratum has, by its touchpoint. */
export async function countInterviews(db: Db, waveId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('response')
    .select(['touchpoint_code as code', sql<number>`cast(count(*) as integer)`.as('interviews')])
    .where('batch_id', 'in', (eb) =>
      eb.selectFrom('interview_import').select('id').where('wave_id', '=', waveId),
    )
    .groupBy('touchpoint_code')
    .execute()
  return new Map(rows.map(({ code, interviews }) => [code, interviews]))
}

export interface InterviewImport {
  id: string
  fileName: string
  receivedAt: Instant
  receivedByName: string
  importedAt: Instant | null
  rows: number
  taken: number
  repeated: number
  refusals: string
}

export function listInterviewImports(db: Db, waveId: string): Promise<InterviewImport[]> {
  return imports(db).where('wave_id', '=', waveId).orderBy('received_at', 'desc').execute()
}

export function findInterviewImport(
  db: Db,
  waveId: string,
  importId: string,
): Promise<InterviewImport | undefined> {
  return imports(db)
    .where('wave_id', '=', waveId)
    .where('interview_import.id', '=', importId)
    .executeTakeFirst()
}

function imports(db: Db) {
  return db
    .selectFrom('interview_import')
    .innerJoin('staff', 'staff.id', 'interview_import.received_by')
    .select([
      'interview_import.id',
      'file_name as fileName',
      'received_at as receivedAt',
      'staff.name as receivedByName',
      'imported_at as importedAt',
      'rows',
      'taken',
      'repeated',
      'refusals',
    ])
}
