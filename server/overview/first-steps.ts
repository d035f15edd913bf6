import type { Db } from '../../db/schema.ts'
import { grantsFor } from '../accounts/grant-scope.ts'
import type { Permission } from '../accounts/permission.ts'
import type { Grant } from '../accounts/staff.ts'

/** What a new install needs before anybody can rate. `name` is the key of the words. */
export interface FirstStep {
  name: 'staff' | 'touchpoints' | 'devices' | 'dossiers'
  href: string
  isDone: boolean
}

const STEPS: readonly { name: FirstStep['name']; href: string; permission: Permission }[] = [
  { name: 'staff', href: '/staff', permission: 'staff.manage' },
  { name: 'touchpoints', href: '/touchpoints', permission: 'touchpoints.write' },
  { name: 'devices', href: '/devices', permission: 'touchpoints.write' },
  { name: 'dossiers', href: '/dossiers', permission: 'dossiers.write' },
]

/** Those that the person may take. */
export async function firstSteps(db: Db, grants: readonly Grant[]): Promise<FirstStep[]> {
  const allowed = STEPS.filter(({ permission }) => grantsFor(grants, permission).length > 0)
  return Promise.all(allowed.map(async ({ name, href }) => ({ name, href, isDone: await IS_DONE[name](db) })))
}

const IS_DONE: Record<FirstStep['name'], (db: Db) => Promise<boolean>> = {
  staff: async (db) => (await db.selectFrom('staff').select('id').limit(2).execute()).length > 1,
  touchpoints: (db) =>
    isThere(
      db.selectFrom('touchpoint').select('code').where('is_demonstration', '=', 0).where('mode', 'is', null),
    ),
  devices: (db) => isThere(db.selectFrom('device').select('id').where('revoked_at', 'is', null)),
  dossiers: (db) => isThere(db.selectFrom('dossier_import').select('id').where('taken', '>', 0)),
}

async function isThere(query: { limit(most: number): { executeTakeFirst(): Promise<unknown> } }) {
  return (await query.limit(1).executeTakeFirst()) !== undefined
}
