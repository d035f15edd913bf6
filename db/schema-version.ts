import Database from 'better-sqlite3'
import { migrations } from './migrations/index.ts'

export class SchemaNewer extends Error {}
export class SchemaOlder extends Error {}

/** @throws {SchemaNewer} before anything is written, when the database holds migrations that this program does not know. */
export function refuseNewerSchema(applied: readonly string[]): void {
  const unknown = applied.filter((name) => !(name in migrations))
  if (unknown.length === 0) return
  throw new SchemaNewer(
    `The database was made by a newer version of the program (it holds ${unknown.join(', ')}). ` +
      'Nothing was changed. Install that version or restore a backup from before the upgrade.',
  )
}

/** Looks before the file is opened for writing, which alone would already touch it. */
export function refuseNewerSchemaInFile(file: string): void {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const known = database.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get()
    if (!known) return
    refuseNewerSchema(database.prepare('select name from kysely_migration').pluck().all() as string[])
  } finally {
    database.close()
  }
}
