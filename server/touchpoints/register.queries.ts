import { sql } from 'kysely'
import { searchText } from '../../db/portable.ts'
import type { CivilDate, Db, TouchpointKind } from '../../db/schema.ts'
import { type OpeningHours, storedOpeningHours } from './opening-hours.ts'
import { type TouchpointState, touchpointState } from './touchpoint-state.ts'

/** A touchpoint as the register knows it, for those who look after it. */
export interface RegisteredTouchpoint {
  code: string
  kind: TouchpointKind
  place: string | null
  counter: string | null
  unitId: string
  unitName: string
  procedureFieldId: string | null
  validFrom: CivilDate
  /** The day after the last; null = open end. */
  validUntil: CivilDate | null
  openingHours: OpeningHours | null
  replacedBy: string | null
  state: TouchpointState
}

export interface RegisterQuestion {
  /** Null = all. */
  unitIds: ReadonlySet<string> | null
  state: TouchpointState | null
  /** Compared without marks and case with the unit's name, the place, the counter and the code. */
  search: string
}

/** The places where anybody may rate, unit by unit. Paper, interviews and invitations have no place in it. */
export async function listRegistered(
  db: Db,
  { unitIds, state, search }: RegisterQuestion,
  today: CivilDate,
): Promise<RegisteredTouchpoint[]> {
  const rows = await registered(db).orderBy('unit.sort_order').orderBy('touchpoint.code').execute()
  const wanted = searchText(search)
  return rows
    .map((row) => fromRow(row, today))
    .filter(
      (one) =>
        (unitIds === null || unitIds.has(one.unitId)) &&
        (state === null || one.state === state) &&
        (wanted === '' || searched(one).includes(wanted)),
    )
}

export async function findRegistered(
  db: Db,
  code: string,
  today: CivilDate,
): Promise<RegisteredTouchpoint | undefined> {
  const row = await registered(db).where('touchpoint.code', '=', code).executeTakeFirst()
  return row && fromRow(row, today)
}

/** For the router, which asks whether somebody may see this unit. */
export async function unitOfTouchpoint(db: Db, code: string): Promise<string | undefined> {
  return (await registered(db).where('touchpoint.code', '=', code).executeTakeFirst())?.unitId
}

function registered(db: Db) {
  return db
    .selectFrom('touchpoint')
    .innerJoin('unit', 'unit.id', 'touchpoint.unit_id')
    .innerJoin('wave', 'wave.id', 'touchpoint.wave_id')
    .leftJoin('wave as next_wave', 'next_wave.follows', 'wave.id')
    .where('touchpoint.mode', 'is', null)
    .select([
      'touchpoint.code',
      'touchpoint.kind',
      'touchpoint.place',
      'touchpoint.counter',
      'touchpoint.unit_id as unitId',
      'touchpoint.procedure_field_id as procedureFieldId',
      'touchpoint.valid_from as validFrom',
      'touchpoint.valid_until as validUntil',
      'touchpoint.opening_hours as openingHours',
      'touchpoint.replaced_by as replacedBy',
      'unit.name as unitName',
      'unit.valid_until as unitUntil',
      'wave.opens_on as waveOpensOn',
      // A wave that another follows upon closes for nobody.
      sql<string | null>`case when next_wave.id is null then wave.closes_on end`.as('waveClosesOn'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof registered>['execute']>>[number]

function fromRow(row: Row, today: CivilDate): RegisteredTouchpoint {
  const { unitUntil, waveOpensOn, waveClosesOn, openingHours, ...same } = row
  return {
    ...same,
    openingHours: storedOpeningHours(openingHours),
    state: touchpointState(
      { ...same, opens: [same.validFrom, waveOpensOn], closes: [unitUntil, waveClosesOn] },
      today,
    ),
  }
}

function searched({ unitName, place, counter, code }: RegisteredTouchpoint): string {
  return searchText([unitName, place, counter, code].join(' '))
}
