import type { Response } from 'express'
import type { Db } from '../../db/schema.ts'
import { grantScope, grantsFor } from './grant-scope.ts'
import type { Permission } from './permission.ts'
import { staffOf } from './staff.ts'

/** Whether the person who asks may do that anywhere: for what is offered on a page that others may only read. */
export function may(response: Response, permission: Permission): boolean {
  return grantsFor(staffOf(response).grants, permission).length > 0
}

/** At which units the person who asks may do that, as of today. */
export async function mayAt(
  db: Db,
  response: Response,
  permission: Permission,
): Promise<(unitId: string) => boolean> {
  const scope = await grantScope(db, grantsFor(staffOf(response).grants, permission))
  return (unitId) => scope === null || scope.has(unitId)
}
