import type { Db, Role } from '../../db/schema.ts'

export interface HeldGrant {
  id: string
  role: Role
  /** Null for the whole province. */
  unitId: string | null
  unitName: string | null
  validFrom: string
}

/** What somebody may do on a civil date. */
export function currentGrants(db: Db, staffId: string, today: string): Promise<HeldGrant[]> {
  return selectGrants(db, today).where('grant.staff_id', '=', staffId).execute()
}

/** What everybody may do on a civil date, by person. */
export async function grantsByStaff(db: Db, today: string): Promise<Map<string, HeldGrant[]>> {
  return Map.groupBy(await selectGrants(db, today).execute(), ({ staffId }) => staffId)
}

function selectGrants(db: Db, today: string) {
  return db
    .selectFrom('staff_grant as grant')
    .leftJoin('unit', 'unit.id', 'grant.unit_id')
    .select(['grant.id', 'grant.staff_id as staffId', 'grant.role', 'grant.unit_id as unitId'])
    .select(['grant.valid_from as validFrom', 'unit.name as unitName'])
    .where('grant.valid_from', '<=', today)
    .where((eb) => eb.or([eb('grant.valid_until', 'is', null), eb('grant.valid_until', '>', today)]))
    .orderBy('grant.granted_at')
    .orderBy('grant.id')
}

/** What a sign-in is checked against. */
export interface Account {
  id: string
  login: string
  name: string
  passwordHash: string | null
  totpSecret: string | null
}

/** An account that is open. */
export function findAccount(db: Db, login: string): Promise<Account | undefined> {
  return db
    .selectFrom('staff')
    .select(['id', 'login', 'name', 'password_hash as passwordHash', 'totp_secret as totpSecret'])
    .where('login', '=', login)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

/** An official as administrators see them. */
export interface StaffMember {
  id: string
  login: string
  name: string
  createdAt: string
  disabledAt: string | null
  /** Whether the one-time link was used. */
  isEnrolled: boolean
}

/** All officials, by login. */
export async function listStaff(db: Db): Promise<StaffMember[]> {
  const rows = await selectMembers(db).orderBy('login').execute()
  return rows.map(memberOf)
}

export async function findMember(db: Db, id: string): Promise<StaffMember | undefined> {
  const row = await selectMembers(db).where('id', '=', id).executeTakeFirst()
  return row && memberOf(row)
}

function selectMembers(db: Db) {
  return db
    .selectFrom('staff')
    .select(['id', 'login', 'name', 'created_at as createdAt', 'disabled_at as disabledAt', 'password_hash'])
}

function memberOf({
  password_hash,
  ...member
}: Omit<StaffMember, 'isEnrolled'> & { password_hash: string | null }) {
  return { ...member, isEnrolled: password_hash !== null }
}
