import { sql } from 'kysely'
import type { Databases } from './connect.ts'

/** What the program may do to a table; where nothing is said, it may read, add, change and delete. */
const RIGHTS: Record<string, string> = {
  // Written once. What somebody did, and what somebody answered, cannot be changed or deleted.
  audit_entry: 'select, insert',
  response: 'select, insert, update (uncounted_reason, comment)',
  // A day under review is settled, and never gone.
  review_flag: 'select, insert, update',
  // Only the owner brings the schema up to date.
  kysely_migration: 'select',
  kysely_migration_lock: 'select',
}
const ALL = 'select, insert, update, delete'

export class RightsRefused extends Error {}

/**
 * Gives a database user of PostgreSQL what the running program needs and no more, on every table there is. To be run as
 * the tables' owner, anew after each migration. @throws {RightsRefused} where that cannot be.
 */
export async function grantRights({ write, dialect }: Databases, user: string): Promise<void> {
  if (dialect !== 'postgres')
    throw new RightsRefused('SQLite has no users: whoever has the file has everything in it.')
  await write.transaction().execute(async (trx) => {
    await refuseMightyUser(trx, user)
    const role = sql.id(user)
    const { rows: tables } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = current_schema() order by tablename`.execute(
      trx,
    )
    const { rows: schemas } = await sql<{ name: string }>`select current_schema() as name`.execute(trx)
    for (const { name } of schemas) await sql`grant usage on schema ${sql.id(name)} to ${role}`.execute(trx)
    for (const { name } of tables) {
      await sql`revoke all on ${sql.id(name)} from ${role}`.execute(trx)
      await sql`grant ${sql.raw(RIGHTS[name] ?? ALL)} on ${sql.id(name)} to ${role}`.execute(trx)
    }
  })
}

/** Rights do not bind the owner of a table, nor a superuser. */
async function refuseMightyUser(trx: Databases['write'], user: string): Promise<void> {
  const { rows } = await sql<{ is_mighty: boolean }>`
    select rolsuper or pg_has_role(oid, (select tableowner from pg_tables
      where schemaname = current_schema() and tablename = 'audit_entry'), 'member') as is_mighty
    from pg_roles where rolname = ${user}`.execute(trx)
  const [found] = rows
  if (!found) {
    throw new RightsRefused(
      `There is no database user ${user}. Make one first: create role "${user}" login password '…'`,
    )
  }
  if (found.is_mighty) {
    throw new RightsRefused(
      `${user} is a superuser, or owns the tables: rights do not bind it. Use another user for the program.`,
    )
  }
}
