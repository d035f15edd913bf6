import { searchText } from '../../db/portable.ts'
import type { CivilDate, RecordedParentTable, Trx, UnitTable } from '../../db/schema.ts'
import { recordedParents } from './recorded-parents.ts'
import { inForce, type UnitChange } from './unit-change.ts'
import { type Dated, type UnitLife, type UnitLives, unitLives, valueOn } from './unit-life.ts'

/**
 * Writes what the changes amount to into the tables that everybody reads: the units as they are on that day, and those
 * that have begun to follow others; of the units that `before` told otherwise, also names and parents over time.
 */
export async function writeUnits(
  trx: Trx,
  changes: readonly UnitChange[],
  { before, today }: { before: UnitLives; today: CivilDate },
): Promise<void> {
  const lives = unitLives(inForce(changes))
  const changed = [...lives.values()].filter((life) => !isSame(life, before.get(life.id)))
  const gone = [...before.keys()].filter((id) => !lives.has(id))
  await writePresent(trx, lives, { changes, today })
  await forgetDated(trx, [...gone, ...changed.map(({ id }) => id)])
  await writeDated(trx, changed)
  await writeRecorded(trx, changes, lives)
  await writeSuccessors(trx, lives, today)
  for (const some of portions(gone)) await trx.deleteFrom('unit').where('id', 'in', some).execute()
}

function isSame(life: UnitLife, before: UnitLife | undefined): boolean {
  return JSON.stringify(life) === JSON.stringify(before)
}

/** New units get their parents in a second step: among many, one may stand under another that comes after it. */
async function writePresent(
  trx: Trx,
  lives: UnitLives,
  { changes, today }: { changes: readonly UnitChange[]; today: CivilDate },
): Promise<void> {
  const rows = new Map((await trx.selectFrom('unit').selectAll().execute()).map((row) => [row.id, row]))
  let order = Math.max(0, ...[...rows.values()].map((row) => row.sort_order))
  const added = inEnteredOrder(lives, changes)
    .filter(({ id }) => !rows.has(id))
    .map((life) => ({ ...presentOf(life, today), id: life.id, parent_id: null, sort_order: ++order }))
  for (const some of portions(added)) await trx.insertInto('unit').values(some).execute()
  for (const row of added) rows.set(row.id, row)
  for (const life of lives.values()) {
    const row = rows.get(life.id)
    const present = presentOf(life, today)
    if (Object.entries(present).some(([column, value]) => row?.[column as keyof UnitTable] !== value))
      await trx.updateTable('unit').set(present).where('id', '=', life.id).execute()
  }
}

function inEnteredOrder(lives: UnitLives, changes: readonly UnitChange[]): UnitLife[] {
  return changes.flatMap(({ deed, undoneAt }) =>
    deed.kind === 'created' && undoneAt === null ? (lives.get(deed.unitId) ?? []) : [],
  )
}

/** A unit that is still to come has the name and the parent that it will begin with. */
function presentOf({ kind, createdOn, endedOn, names, parents }: UnitLife, today: CivilDate) {
  const name = valueOn(names, today)
  return {
    kind,
    name,
    name_search: searchText(name),
    parent_id: valueOn(parents, today),
    valid_from: createdOn,
    valid_until: endedOn,
  }
}

async function forgetDated(trx: Trx, ids: readonly string[]): Promise<void> {
  for (const some of portions(ids)) {
    await trx.deleteFrom('unit_name').where('unit_id', 'in', some).execute()
    await trx.deleteFrom('unit_parent').where('unit_id', 'in', some).execute()
  }
}

async function writeDated(trx: Trx, lives: readonly UnitLife[]): Promise<void> {
  const names = lives.flatMap((life) =>
    stretches(life, life.names).map(({ value, ...dated }) => ({
      ...dated,
      name: value,
      name_search: searchText(value),
    })),
  )
  const parents = lives.flatMap((life) =>
    stretches(life, life.parents).map(({ value, ...dated }) => ({ ...dated, parent_id: value })),
  )
  for (const some of portions(names)) await trx.insertInto('unit_name').values(some).execute()
  for (const some of portions(parents)) await trx.insertInto('unit_parent').values(some).execute()
}

function stretches<T>({ id, endedOn }: UnitLife, values: readonly Dated<T>[]) {
  return values.map(({ from, value }, at) => ({
    unit_id: id,
    valid_from: from,
    valid_until: values[at + 1]?.from ?? endedOn,
    value,
  }))
}

/** Few units are ever moved, so that all are written anew; another process may do the same on the same day. */
async function writeRecorded(trx: Trx, changes: readonly UnitChange[], lives: UnitLives): Promise<void> {
  const rows = [...recordedParents(changes)]
    .filter(([id]) => lives.has(id))
    .flatMap(([id, parents]): RecordedParentTable[] =>
      parents.map(({ from, value }) => ({ unit_id: id, recorded_from: from, parent_id: value })),
    )
  await trx.deleteFrom('recorded_parent').execute()
  for (const some of portions(rows))
    await trx
      .insertInto('recorded_parent')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

async function writeSuccessors(trx: Trx, lives: UnitLives, today: CivilDate): Promise<void> {
  const wanted = new Map(
    [...lives.values()]
      .filter(({ endedOn }) => endedOn !== null && endedOn <= today)
      .flatMap(({ id, endedOn, successors }) =>
        successors.map(({ unitId }) => {
          const row = { predecessor_id: id, successor_id: unitId, changed_on: endedOn ?? '' }
          return [Object.values(row).join(' '), row] as const
        }),
      ),
  )
  for (const row of await trx.selectFrom('unit_successor').selectAll().execute()) {
    const { predecessor_id, successor_id, changed_on } = row
    if (wanted.delete([predecessor_id, successor_id, changed_on].join(' '))) continue
    await trx
      .deleteFrom('unit_successor')
      .where('predecessor_id', '=', predecessor_id)
      .where('successor_id', '=', successor_id)
      .execute()
  }
  for (const some of portions([...wanted.values()]))
    await trx
      .insertInto('unit_successor')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** So many values fit in one statement on either database. */
function portions<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 100) }, (_, at) => all.slice(at * 100, at * 100 + 100))
}
