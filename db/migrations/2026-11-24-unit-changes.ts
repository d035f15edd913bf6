import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { oneOf, runPerDialect, searchText } from '../portable.ts'

const KINDS = ['created', 'renamed', 'moved', 'merged', 'split', 'closed', 'undone']

/** What happened to units, written down once; names, parents and successors over time follow from it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unit_change')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('number', 'integer', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull().check(oneOf('kind', KINDS)))
    .addColumn('effective_on', 'text', (c) => c.notNull())
    .addColumn('entered_at', 'text', (c) => c.notNull())
    .addColumn('entered_by', 'text', (c) => c.references('staff.id'))
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('undoes', 'text', (c) => c.unique().references('unit_change.id'))
    .execute()
  await db.schema
    .createTable('unit_name')
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('unit_name_pk', ['unit_id', 'valid_from'])
    .execute()
  await db.schema
    .createTable('unit_parent')
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text')
    .addColumn('parent_id', 'text', (c) => c.references('unit.id'))
    .addPrimaryKeyConstraint('unit_parent_pk', ['unit_id', 'valid_from'])
    .execute()
  await db.schema
    .createTable('recorded_parent')
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('recorded_from', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.references('unit.id'))
    .addPrimaryKeyConstraint('recorded_parent_pk', ['unit_id', 'recorded_from'])
    .execute()
  await writeDownPresentUnits(db as Kysely<Before>)
  await refuseAlterations(db)
}

/** The tables as this migration finds and makes them. */
interface Before {
  unit: {
    id: string
    kind: string
    name: string
    parent_id: string | null
    valid_from: string
    valid_until: string | null
    sort_order: number
  }
  unit_successor: { predecessor_id: string; successor_id: string; changed_on: string }
  unit_change: {
    id: string
    number: number
    kind: string
    effective_on: string
    entered_at: string
    content: string
  }
  unit_name: {
    unit_id: string
    valid_from: string
    valid_until: string | null
    name: string
    name_search: string
  }
  unit_parent: {
    unit_id: string
    valid_from: string
    valid_until: string | null
    parent_id: string | null
  }
}

/** As if each change had been entered on the day it took effect: that is what figures have shown so far. */
async function writeDownPresentUnits(db: Kysely<Before>): Promise<void> {
  const units = await db.selectFrom('unit').selectAll().orderBy('sort_order').orderBy('id').execute()
  const successors = await db
    .selectFrom('unit_successor')
    .selectAll()
    .orderBy('predecessor_id')
    .orderBy('successor_id')
    .execute()
  const changes = [...units.map(creation), ...takeovers(successors), ...closings(units, successors)]
  const rows = changes.map(({ kind, on, content }, index) => ({
    id: randomUUID(),
    number: index + 1,
    kind,
    effective_on: on,
    entered_at: `${on}T00:00:00.000Z`,
    content: JSON.stringify(content),
  }))
  for (const some of inHundreds(rows)) await db.insertInto('unit_change').values(some).execute()
  for (const some of inHundreds(units)) {
    const dated = ({ id, valid_from, valid_until }: Before['unit']) => ({
      unit_id: id,
      valid_from,
      valid_until,
    })
    await db
      .insertInto('unit_name')
      .values(some.map((unit) => ({ ...dated(unit), name: unit.name, name_search: searchText(unit.name) })))
      .execute()
    await db
      .insertInto('unit_parent')
      .values(some.map((unit) => ({ ...dated(unit), parent_id: unit.parent_id })))
      .execute()
  }
}

interface Found {
  kind: string
  on: string
  content: object
}

function creation({ id, kind, name, parent_id, valid_from }: Before['unit']): Found {
  return {
    kind: 'created',
    on: valid_from,
    content: { unitId: id, name, unitKind: kind, parentId: parent_id },
  }
}

/** Who went over to one successor was merged into it; who has several was split, nobody knows in which shares. */
function takeovers(successors: readonly Before['unit_successor'][]): Found[] {
  const byPredecessor = Map.groupBy(successors, ({ predecessor_id }) => predecessor_id)
  const [merged, split] = [
    successors.filter((one) => byPredecessor.get(one.predecessor_id)?.length === 1),
    [...byPredecessor.values()].filter((several) => several.length > 1),
  ]
  const groups = Map.groupBy(merged, ({ successor_id, changed_on }) => `${changed_on} ${successor_id}`)
  return [
    ...[...groups.values()].map((group) => ({
      kind: 'merged',
      on: group[0]?.changed_on ?? '',
      content: {
        predecessorIds: group.map(({ predecessor_id }) => predecessor_id),
        successorId: group[0]?.successor_id,
      },
    })),
    ...split.map((parts) => ({
      kind: 'split',
      on: parts[0]?.changed_on ?? '',
      content: {
        unitId: parts[0]?.predecessor_id,
        parts: parts.map(({ successor_id }) => ({ unitId: successor_id, sharePercent: null })),
      },
    })),
  ]
}

function closings(
  units: readonly Before['unit'][],
  successors: readonly Before['unit_successor'][],
): Found[] {
  const succeeded = new Set(successors.map(({ predecessor_id }) => predecessor_id))
  return units.flatMap(({ id, valid_until }) =>
    valid_until === null || succeeded.has(id)
      ? []
      : [{ kind: 'closed', on: valid_until, content: { unitId: id } }],
  )
}

function inHundreds<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 100) }, (_, at) => rows.slice(at * 100, at * 100 + 100))
}

/** What was entered stays as it was; a mistake is undone by a further entry. */
async function refuseAlterations(db: Kysely<unknown>): Promise<void> {
  await runPerDialect(db, {
    sqlite: ['update', 'delete'].map(
      (change) => `create trigger unit_change_no_${change} before ${change} on unit_change
        begin select raise(abort, 'unit changes are append-only'); end`,
    ),
    postgres: [
      `create function refuse_unit_change_alteration() returns trigger language plpgsql as $$
        begin raise exception 'unit changes are append-only'; end $$`,
      `create trigger unit_change_append_only before update or delete or truncate on unit_change
        for each statement execute function refuse_unit_change_alteration()`,
    ],
  })
}
