import { randomUUID } from 'node:crypto'
import type { Trx } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { type Doing, grantRole } from './grant-role.ts'
import { issueLink } from './issue-link.ts'
import type { NewStaffInput } from './staff.input.ts'

/** Adds an official, who comes in by the one-time link. @returns null when somebody has that login. */
export async function addStaff(
  trx: Trx,
  config: Config,
  { login, name, role, unit }: NewStaffInput,
  doing: Doing,
): Promise<{ staffId: string; link: string } | null> {
  const staffId = randomUUID()
  const added = await trx
    .insertInto('staff')
    .values({ id: staffId, login, name, created_at: doing.now.toISOString() })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .execute()
  if (added.length === 0) return null
  const change = { action: 'staff.added', subject: `staff:${login}`, after: { login, name } }
  await recordAudit(trx, doing.by, change, doing.now)
  await grantRole(trx, { id: staffId, login }, { role, unit }, doing)
  return { staffId, link: await issueLink(trx, config, staffId, doing.now) }
}
