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
  const migrator = new Migrator({ db: write, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** @throws {SchemaOlder} when migrations are missing: what is read then would not be what the program means. */
export async function refuseOlderSchema({ write }: Databases): Promise<void> {
  const migrator = new Migrator({ db: write, provider: { getMigrations: async () => migrations } })
  const pending = (await migrator.getMigrations()).filter((migration) => migration.executedAt === undefined)
  if (pending.length > 0) {
    throw new SchemaOlder(
      'The database is empty or older than the program. Bring it up to date first: the command is migrate.',
    )
  }
}

async function refuseNewerPostgres(db: Databases['write']): Promise<void> {
  const { rows: tables } = await sql<{
    known: string | null
  }>`select to_regclass('kysely_migration')::text as known`.execute(db)
  if (!tables[0]?.known) return
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  refuseNewerSchema(rows.map((row) => row.name))
}
