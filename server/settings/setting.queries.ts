import type { Db } from '../../db/schema.ts'

const SIMULATED = 'simulated'

/** Whether the database holds a simulated province: every page then says so. */
export async function isSimulated(db: Db): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', SIMULATED).executeTakeFirst()
  return row?.value === '1'
}

export async function markSimulated(db: Db): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key: SIMULATED, value: '1' })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: '1' }))
    .execute()
}
