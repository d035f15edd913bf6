import { type Kysely, sql } from 'kysely'
import { clustered, oneOf } from '../portable.ts'

const CHANNELS = ['in_person', 'online', 'postal']
const OUTCOMES = ['returned', 'returned_late', 'rejected', 'withdrawn']
const KINDS = ['file', 'api']
const FORMATS = ['csv', 'xlsx']
const STATES = ['received', 'checking', 'checked', 'importing', 'imported', 'unreadable']
const COUNTS = ['dossiers', 'invited', 'opened', 'answered']

/** Finished dossiers, by the hash of their code; what was reported of them, by whom; and who may report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepDossiers(db)
  await keepImports(db)
  await tally(db)
  await admitPrograms(db)
}

/** Values are checked when they come in; a foreign key would be looked up a million times in a large import. */
async function keepDossiers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dossier')
    .addColumn('code_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('procedure_field_id', 'text', (c) => c.notNull())
    .addColumn('procedure_id', 'text')
    .addColumn('submission_channel', 'text', (c) => c.check(oneOf('submission_channel', CHANNELS)))
    .addColumn('outcome', 'text', (c) => c.notNull().check(oneOf('outcome', OUTCOMES)))
    .addColumn('received_on', 'text')
    .addColumn('due_on', 'text')
    .addColumn('finished_on', 'text', (c) => c.notNull())
    .addColumn('import_id', 'text', (c) => c.notNull())
    .addColumn('invited_on', 'text')
    .addColumn('opened_on', 'text')
    .execute()

  // In the order of the hashes, not of the ratings: rows side by side must not tell which response rated a dossier.
  await clustered(
    db,
    db.schema
      .createTable('rated_dossier')
      .addColumn('code_hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('rated_on', 'text', (c) => c.notNull()),
  ).execute()
}

async function keepImports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dossier_import')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(oneOf('kind', KINDS)))
    .addColumn('source_name', 'text', (c) => c.notNull())
    .addColumn('file_hash', 'text')
    .addColumn('file_format', 'text', (c) => c.check(oneOf('file_format', FORMATS)))
    .addColumn('header', 'text')
    .addColumn('mapping', 'text')
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('imported_by', 'text')
    .addColumn('rows', 'integer')
    .addColumn('taken', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('repeated', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('refused', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('state', 'text', (c) => c.notNull().check(oneOf('state', STATES)))
    .addColumn('problem', 'text')
    .addColumn('progressed_at', 'text', (c) => c.notNull())
    .addColumn('file_until', 'text')
    .execute()

  await clustered(
    db,
    db.schema
      .createTable('dossier_import_block')
      .addColumn('import_id', 'text', (c) => c.notNull().references('dossier_import.id'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('dossier_import_block_key', ['import_id', 'number']),
  ).execute()

  await clustered(
    db,
    db.schema
      .createTable('dossier_import_refusal')
      .addColumn('import_id', 'text', (c) => c.notNull().references('dossier_import.id'))
      .addColumn('row', 'integer', (c) => c.notNull())
      .addColumn('field', 'text', (c) => c.notNull())
      .addColumn('problem', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('dossier_import_refusal_key', ['import_id', 'row', 'field']),
  ).execute()

  await db.schema
    .createTable('dossier_import_unit')
    .addColumn('import_id', 'text', (c) => c.notNull().references('dossier_import.id'))
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('dossiers', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('dossier_import_unit_key', ['import_id', 'unit_id'])
    .execute()
  await db.schema
    .createIndex('dossier_import_unit_unit')
    .on('dossier_import_unit')
    .column('unit_id')
    .execute()

  await db.schema
    .createTable('import_mapping')
    .addColumn('header_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('mapping', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text', (c) => c.notNull())
    .execute()
}

/** By the day on which the dossiers were finished, so that answers are counted among those who could give them. */
async function tally(db: Kysely<unknown>): Promise<void> {
  const key = ['day', 'unit_id', 'procedure_field_id']
  let table = db.schema.createTable('dossier_tally') as ReturnType<typeof db.schema.createTable<string>>
  for (const column of key) table = table.addColumn(column, 'text', (c) => c.notNull()) as typeof table
  for (const column of COUNTS) {
    table = table.addColumn(column, 'integer', (c) =>
      c.notNull().check(sql`${sql.ref(column)} >= 0`),
    ) as typeof table
  }
  await clustered(db, table)
    .addPrimaryKeyConstraint('dossier_tally_key', key as never[])
    .execute()
}

async function admitPrograms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_key')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull().check(oneOf('scope', ['dossiers:write'])))
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .execute()
}
