import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import { clustered, oneOf, runPerDialect } from '../portable.ts'

const DIMENSIONS = [
  'unit_id',
  'procedure_field_id',
  'mode',
  'respondent_kind',
  'dossier_link',
  'instrument_version_id',
] as const
const COUNTS = ['r1', 'r2', 'r3', 'r4', 'r5', 'no_opinion'] as const

/** What came before this migration was rated without a dossier, and all of it counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tellResponsesApart(db)
  await describeTouchpoints(db)
  await thawInstrumentVersions(db)
  await rebuild(db, 'tally_day', ['day', ...DIMENSIONS])
  await rebuild(db, 'tally_month', ['month', ...DIMENSIONS, 'item'])
  await indexOverall(db)
  await freezeInstrumentVersions(db)
}

async function tellResponsesApart(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('response')
    .addColumn('dossier_link', 'text', (c) =>
      c
        .notNull()
        .defaultTo('without')
        .check(oneOf('dossier_link', ['with', 'without'])),
    )
    .execute()
  for (const column of ['uncounted_reason', 'device_id', 'batch_id']) {
    await db.schema.alterTable('response').addColumn(column, 'text').execute()
  }
  await db.schema.alterTable('response').addColumn('device_sequence', 'integer').execute()
  await sql`create index response_device on response (device_id, device_sequence) where device_id is not null`.execute(
    db,
  )
  await sql`create index response_batch on response (batch_id) where batch_id is not null`.execute(db)
}

async function describeTouchpoints(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('touchpoint')
    .addColumn('mode', 'text', (c) => c.check(oneOf('mode', ['invitation', 'paper', 'interviewer'])))
    .execute()
  for (const column of ['counter', 'opening_hours']) {
    await db.schema.alterTable('touchpoint').addColumn(column, 'text').execute()
  }
  await db.schema
    .alterTable('touchpoint')
    .addColumn('replaced_by', 'text', (c) => c.references('touchpoint.code'))
    .execute()
}

/** SQLite cannot change a primary key in place. */
async function rebuild(db: Kysely<unknown>, table: string, key: readonly string[]): Promise<void> {
  const earlier = key.filter((column) => column !== 'dossier_link')
  await sql.raw(`alter table ${table} rename to ${table}_before`).execute(db)
  await clustered(db, withColumns(db.schema.createTable(table), key))
    .addPrimaryKeyConstraint(`${table}_key`, [...key] as never[])
    .execute()
  const columns = [...earlier, ...COUNTS].join(', ')
  await sql
    .raw(`insert into ${table} (${columns}, dossier_link) select ${columns}, 'without' from ${table}_before`)
    .execute(db)
  await sql.raw(`drop table ${table}_before`).execute(db)
}

function withColumns(table: CreateTableBuilder<string, never>, key: readonly string[]) {
  let created = table as CreateTableBuilder<string, string>
  for (const column of key) created = created.addColumn(column, 'text', (c) => c.notNull())
  for (const column of COUNTS) created = created.addColumn(column, 'integer', (c) => c.notNull())
  return created
}

/** As before: SQLite finds the overall rating whole in the index, PostgreSQL would have to write it at each update. */
async function indexOverall(db: Kysely<unknown>): Promise<void> {
  const create = (columns: readonly string[]) =>
    `create index tally_month_overall on tally_month (${columns.join(', ')}) where item = 'overall'`
  await runPerDialect(db, {
    sqlite: [create(['month', ...DIMENSIONS, ...COUNTS])],
    postgres: [create(['month'])],
  })
}

/** SQLite refuses to rename a table that a trigger names. */
async function thawInstrumentVersions(db: Kysely<unknown>): Promise<void> {
  await runPerDialect(db, {
    sqlite: ['update', 'delete'].map((change) => `drop trigger instrument_version_frozen_${change}`),
    postgres: [],
  })
}

/** A questionnaire is in use as soon as it has a response, counted or not. */
async function freezeInstrumentVersions(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_uncounted on response (instrument_version_id, uncounted_reason)
    where uncounted_reason is not null`.execute(db)
  const used = `(exists (select 1 from tally_month where instrument_version_id = old.id) or exists
    (select 1 from response where uncounted_reason is not null and instrument_version_id = old.id))`
  await runPerDialect(db, {
    sqlite: ['update', 'delete'].map(
      (change) => `create trigger instrument_version_frozen_${change} before ${change} on instrument_version
        when ${used} begin select raise(abort, 'this instrument version is in use and frozen'); end`,
    ),
    postgres: [
      `create or replace function refuse_frozen_instrument_version() returns trigger language plpgsql as $$
        begin
          if ${used} then raise exception 'this instrument version is in use and frozen'; end if;
          if tg_op = 'DELETE' then return old; end if;
          return new;
        end $$`,
    ],
  })
}
