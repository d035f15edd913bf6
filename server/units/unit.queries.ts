import type { Db, UnitKind } from '../../db/schema.ts'

export interface Unit {
  id: string
  kind: UnitKind
  name: string
  parentId: string | null
  /** First day. */
  validFrom: string
  /** The day after the last; null while it exists. */
  validUntil: string | null
}

/** A unit whose work another took over. */
export interface Succession {
  predecessorId: string
  successorId: string
}

/** All units, past and present, in the order in which lists show them. */
export async function listUnits(db: Db): Promise<Unit[]> {
  return db
    .selectFrom('unit')
    .select([
      'id',
      'kind',
      'name',
      'parent_id as parentId',
      'valid_from as validFrom',
      'valid_until as validUntil',
    ])
    .orderBy('sort_order')
    .orderBy('id')
    .execute()
}

export async function listSuccessions(db: Db): Promise<Succession[]> {
  return db
    .selectFrom('unit_successor')
    .select(['predecessor_id as predecessorId', 'successor_id as successorId'])
    .orderBy('predecessor_id')
    .orderBy('successor_id')
    .execute()
}

/** Under which unit a moved unit lay for periods that began from a day on, until the next. */
export interface RecordedParent {
  unitId: string
  from: string
  parentId: string | null
}

export async function listRecordedParents(db: Db): Promise<RecordedParent[]> {
  return db
    .selectFrom('recorded_parent')
    .select(['unit_id as unitId', 'recorded_from as from', 'parent_id as parentId'])
    .orderBy('unit_id')
    .orderBy('recorded_from')
    .execute()
}

/** Those of a period that begins on that day; a unit that came later lies where it first lay. */
export function parentsThen(recorded: readonly RecordedParent[], day: string): Map<string, string | null> {
  const parents = new Map<string, string | null>()
  for (const { unitId, from, parentId } of recorded)
    if (from <= day || !parents.has(unitId)) parents.set(unitId, parentId)
  return parents
}

/** What a unit was called until a day, before its present name. */
export interface FormerName {
  unitId: string
  until: string
  name: string
}

export async function listFormerNames(db: Db): Promise<FormerName[]> {
  const rows = await db
    .selectFrom('unit_name')
    .innerJoin('unit', 'unit.id', 'unit_name.unit_id')
    .select(['unit_name.unit_id as unitId', 'unit_name.valid_until as until', 'unit_name.name'])
    .where('unit_name.valid_until', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('unit.valid_until', 'is', null),
        eb('unit_name.valid_until', '!=', eb.ref('unit.valid_until')),
      ]),
    )
    .orderBy('unit_name.valid_until', 'desc')
    .execute()
  return rows.map(({ until, ...named }) => ({ ...named, until: until ?? '' }))
}

/** The units by the names that they had on a day. */
export function namedOn(units: readonly Unit[], formerNames: readonly FormerName[], day: string): Unit[] {
  const names = new Map<string, string>()
  for (const { unitId, until, name } of formerNames) if (day < until) names.set(unitId, name)
  return units.map((unit) => ({ ...unit, name: names.get(unit.id) ?? unit.name }))
}
