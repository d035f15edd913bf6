import { searchText } from '../../db/portable.ts'
import type { Trx } from '../../db/schema.ts'
import type { UnitInput } from './unit.input.ts'

/** Adds the units that are not there yet, parents before children; what an operator changed since stays as it is. */
export async function addUnits(trx: Trx, units: readonly UnitInput[]): Promise<number> {
  if (units.length === 0) return 0
  const { next } = await trx
    .selectFrom('unit')
    .select((eb) => eb.fn.coalesce(eb.fn.max('sort_order'), eb.lit(0)).as('next'))
    .executeTakeFirstOrThrow()
  const rows = units.map((unit, index) => ({
    ...unit,
    name_search: searchText(unit.name),
    sort_order: next + index + 1,
  }))
  const added = await trx
    .insertInto('unit')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return added.length
}

export interface Succession {
  predecessor_id: string
  successor_id: string
  changed_on: string
}

export async function addSuccessions(trx: Trx, successions: readonly Succession[]): Promise<void> {
  if (successions.length === 0) return
  await trx
    .insertInto('unit_successor')
    .values([...successions])
    .onConflict((conflict) => conflict.columns(['predecessor_id', 'successor_id']).doNothing())
    .execute()
}
