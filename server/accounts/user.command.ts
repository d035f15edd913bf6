import type { Databases } from '../../db/connect.ts'
import { OPERATOR } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { addStaff } from './add-staff.ts'
import { resetAccess } from './change-access.ts'
import { newStaffInput } from './staff.input.ts'

/** What the operator asked for cannot be done as it was said. */
export class UserProblem extends Error {}

const WORDS: Record<string, string> = {
  login: '--login: 2 to 64 lower-case letters, digits, dots, hyphens or underscores',
  name: '--name: 1 to 100 letters',
  role: '--role: administrator, reform_office, head_of_unit, clerk or auditor',
  unit_needed: '--unit: this role is held at one unit; name its id',
  unit_unfit: '--unit: this role covers the whole province; leave the unit out',
}

export interface NewUser {
  login: string
  name: string
  role: string
  unit?: string
}

/** @returns the one-time link. @throws {UserProblem} */
export async function addUser(
  databases: Databases,
  config: Config,
  user: NewUser,
  now: Date,
): Promise<string> {
  const parsed = newStaffInput.safeParse({ unit: '', ...user })
  if (!parsed.success) {
    throw new UserProblem(parsed.error.issues.map(({ message }) => WORDS[message] ?? message).join('\n'))
  }
  const { unit } = parsed.data
  const known = await databases.read
    .selectFrom('unit')
    .select('id')
    .where('id', '=', unit ?? '')
    .executeTakeFirst()
  if (unit !== null && !known) throw new UserProblem(`There is no unit «${unit}».`)
  const added = await databases.write
    .transaction()
    .execute((trx) => addStaff(trx, config, parsed.data, { by: OPERATOR, now }))
  if (!added) throw new UserProblem(`Somebody has the login «${parsed.data.login}» already.`)
  return added.link
}

/** @returns the one-time link. @throws {UserProblem} */
export async function resetUser(
  databases: Databases,
  config: Config,
  login: string,
  now: Date,
): Promise<string> {
  const staff = await databases.read
    .selectFrom('staff')
    .select(['id', 'login'])
    .where('login', '=', login)
    .executeTakeFirst()
  if (!staff) throw new UserProblem(`Nobody has the login «${login}».`)
  return databases.write
    .transaction()
    .execute((trx) => resetAccess(trx, config, staff, { by: OPERATOR, now }))
}
