import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Databases } from './connect.ts'
import { migrations } from './migrations/index.ts'
import { refuseNewerSchema, SchemaOlder } from './schema-version.ts'

/**
 * Brings the schema up to date in one transaction: afterwards it is the old one or the new one, never half.
 * @returns the names of the migrations that were applied now.
 */
export async function migrate({ write, dialect }: Databases): Promise<string[]> {
  if (dialect === 'postgres') await refuseNewerPostgres(write)
  const migrator = migratorOf(write)
  // Without a look first, a database user that may not change the schema could not even find that there is nothing to do.
  if ((await pending(migrator)).length === 0) return []
  const { error, results } = await migrator.migrateToLatest()
  if (isRefused(error)) throw new SchemaOlder(NOT_THE_OWNER)
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** @throws {SchemaOlder} when migrations are missing: what is read then would not be what the program means. */
export async function refuseOlderSchema({ write }: Databases): Promise<void> {
  if ((await pending(migratorOf(write))).length > 0) {
    throw new SchemaOlder(
      'The database is empty or older than the program. Bring it up to date first: the command is migrate.',
    )
  }
}

const NOT_THE_OWNER =
  'The database is empty or older than the program, and this database user may not change its tables. ' +
  'Run the command migrate as their owner, then grant-rights for this user.'

function migratorOf(db: Databases['write']): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}

async function pending(migrator: Migrator) {
  return (await migrator.getMigrations()).filter((migration) => migration.executedAt === undefined)
}

const INSUFFICIENT_PRIVILEGE = '42501'

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE
}

async function refuseNewerPostgres(db: Databases['write']): Promise<void> {
  const { rows: tables } = await sql<{
    known: string | null
  }>`select to_regclass('kysely_migration')::text as known`.execute(db)
  if (!tables[0]?.known) return
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  refuseNewerSchema(rows.map((row) => row.name))
}
