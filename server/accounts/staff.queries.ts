import type { Db } from '../../db/schema.ts'
import type { Grant } from './staff.ts'

/** What somebody may do on a civil date. */
export async function currentGrants(db: Db, staffId: string, today: string): Promise<Grant[]> {
  return db
    .selectFrom('staff_grant')
    .select(['role', 'unit_id as unitId'])
    .where('staff_id', '=', staffId)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', today)]))
    .orderBy('id')
    .execute()
}
