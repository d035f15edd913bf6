import type { CivilDate, Db, Finding, Instant, TouchpointKind } from '../../db/schema.ts'
import type { Period } from '../statistics/reporting-period.ts'
import type { Signal } from './signal.ts'

/** A day of a touchpoint that was not as its others. */
export interface Flag {
  touchpointCode: string
  kind: TouchpointKind
  place: string | null
  unitId: string
  unitName: string
  day: CivilDate
  responses: number
  signals: Signal[]
  foundAt: Instant
  /** Null while it is under review. */
  settled: { finding: Finding; note: string; at: Instant; byName: string } | null
}

export interface FlagQuestion {
  /** Null = all. */
  unitIds: ReadonlySet<string> | null
  isSettled: boolean
}

/** More on one page nobody reads. */
export const MOST_LISTED = 100

/** The newest days first; one more than are shown, where there are more. */
export async function listFlags(db: Db, { unitIds, isSettled }: FlagQuestion): Promise<Flag[]> {
  const rows = await flags(db)
    .where('settled_at', isSettled ? 'is not' : 'is', null)
    .$if(unitIds !== null, (query) => query.where('touchpoint.unit_id', 'in', [...(unitIds ?? [])]))
    .orderBy('day', 'desc')
    .orderBy('touchpoint_code')
    .limit(MOST_LISTED + 1)
    .execute()
  return rows.map(fromRow)
}

export async function findFlag(db: Db, touchpointCode: string, day: CivilDate): Promise<Flag | undefined> {
  const row = await flags(db)
    .where('touchpoint_code', '=', touchpointCode)
    .where('day', '=', day)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Days of touchpoints in a period, and how many ratings they have. */
export interface FlagCount {
  days: number
  responses: number
}

/** What stands beside the figures of some units (null = all): what is under review, and what was confirmed. */
export async function countFlags(
  db: Db,
  unitIds: ReadonlySet<string> | null,
  { from, until }: Pick<Period, 'from' | 'until'>,
): Promise<{ open: FlagCount; confirmed: FlagCount }> {
  const rows = await flags(db)
    .where('day', '>=', from)
    .where('day', '<', until)
    .$if(unitIds !== null, (query) => query.where('touchpoint.unit_id', 'in', [...(unitIds ?? [])]))
    .execute()
  const countOf = (finding: Finding | null): FlagCount => {
    const counted = rows.filter((row) => row.finding === finding)
    return { days: counted.length, responses: counted.reduce((sum, { responses }) => sum + responses, 0) }
  }
  return { open: countOf(null), confirmed: countOf('confirmed') }
}

function flags(db: Db) {
  return db
    .selectFrom('review_flag')
    .innerJoin('touchpoint', 'touchpoint.code', 'review_flag.touchpoint_code')
    .innerJoin('unit', 'unit.id', 'touchpoint.unit_id')
    .leftJoin('staff', 'staff.id', 'review_flag.settled_by')
    .select([
      'touchpoint_code',
      'day',
      'responses',
      'signals',
      'found_at',
      'finding',
      'note',
      'settled_at',
      'touchpoint.kind',
      'touchpoint.place',
      'touchpoint.unit_id',
      'unit.name as unit_name',
      'staff.name as settled_by_name',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof flags>['execute']>>[number]

function fromRow(row: Row): Flag {
  const { finding, note, settled_at } = row
  return {
    touchpointCode: row.touchpoint_code,
    kind: row.kind,
    place: row.place,
    unitId: row.unit_id,
    unitName: row.unit_name,
    day: row.day,
    responses: row.responses,
    signals: JSON.parse(row.signals),
    foundAt: row.found_at,
    settled:
      finding === null || note === null || settled_at === null
        ? null
        : { finding, note, at: settled_at, byName: row.settled_by_name ?? '' },
  }
}
