import { randomUUID } from 'node:crypto'
import { lockAccounts } from '../../db/portable.ts'
import type { Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { HttpError } from '../web/http-error.ts'
import { keepAnAdministrator } from './keep-an-administrator.ts'
import type { GrantInput } from './staff.input.ts'

/** Who changes an account, and when. */
export interface Doing {
  by: AuditOrigin
  now: Date
}

/** The person whose account is changed. */
export interface Person {
  id: string
  login: string
}

/** @throws {HttpError} 403 for whoever would change what they themselves may do. */
export function refuseOwnAccount({ by }: Doing, { id }: Person): void {
  if (by.staffId === id) throw new HttpError(403, 'own_account')
}

/** Gives a role from today on. */
export async function grantRole(
  trx: Trx,
  person: Person,
  { role, unit }: GrantInput,
  doing: Doing,
): Promise<void> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await trx
    .insertInto('staff_grant')
    .values({
      id: randomUUID(),
      staff_id: person.id,
      role,
      unit_id: unit,
      valid_from: civilDate(now),
      granted_at: now.toISOString(),
      granted_by: by.staffId,
    })
    .execute()
  await recordAudit(
    trx,
    by,
    { action: 'staff.granted', subject: `staff:${person.login}`, unitId: unit, after: { role, unit } },
    now,
  )
}

/** Takes a role away, from the next request on. The row stays: it says who could do what until when. */
export async function endGrant(trx: Trx, person: Person, grantId: string, doing: Doing): Promise<void> {
  refuseOwnAccount(doing, person)
  const { by, now } = doing
  await lockAccounts(trx)
  const ended = await trx
    .updateTable('staff_grant')
    .set({ valid_until: civilDate(now) })
    .where('id', '=', grantId)
    .where('staff_id', '=', person.id)
    .where('valid_until', 'is', null)
    .returning(['role', 'unit_id as unit'])
    .executeTakeFirst()
  if (!ended) throw new HttpError(404, 'not_found')
  if (ended.role === 'administrator') await keepAnAdministrator(trx, now)
  const change = {
    action: 'staff.grant_ended',
    subject: `staff:${person.login}`,
    unitId: ended.unit,
    before: ended,
  }
  await recordAudit(trx, by, change, now)
}
