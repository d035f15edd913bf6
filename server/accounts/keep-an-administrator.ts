import type { Trx } from '../../db/schema.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { HttpError } from '../web/http-error.ts'

/**
 * Looks, after the change and under `lockAccounts`, whether anybody is left who manages accounts: two who withdraw each
 * other's role at the same moment would leave nobody. @throws {HttpError} 409, which undoes the change
 */
export async function keepAnAdministrator(trx: Trx, now: Date): Promise<void> {
  const today = civilDate(now)
  const left = await trx
    .selectFrom('staff_grant as grant')
    .innerJoin('staff', 'staff.id', 'grant.staff_id')
    .select('staff.id')
    .where('grant.role', '=', 'administrator')
    .where('grant.valid_from', '<=', today)
    .where((eb) => eb.or([eb('grant.valid_until', 'is', null), eb('grant.valid_until', '>', today)]))
    .where('staff.disabled_at', 'is', null)
    // Who has not used the link yet may never do so.
    .where('staff.password_hash', 'is not', null)
    .executeTakeFirst()
  if (!left) throw new HttpError(409, 'last_administrator')
}
