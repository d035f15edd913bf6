import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import { clustered, oneOf, runPerDialect } from '../portable.ts'

const MODES = ['kiosk', 'phone', 'invitation', 'paper', 'interviewer']
const RESPONDENT_KINDS = ['citizen', 'business']
const DIMENSIONS = [
  'unit_id',
  'procedure_field_id',
  'mode',
  'respondent_kind',
  'instrument_version_id',
] as const

/** Responses and the tallies that are kept in the same transaction as they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('response')
    .addColumn('submission_key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('procedure_field_id', 'text', (c) => c.notNull())
    .addColumn('procedure_id', 'text')
    .addColumn('mode', 'text', (c) => c.notNull().check(oneOf('mode', MODES)))
    .addColumn('respondent_kind', 'text', (c) =>
      c.notNull().check(oneOf('respondent_kind', RESPONDENT_KINDS)),
    )
    .addColumn('wave_id', 'text', (c) => c.notNull())
    .addColumn('instrument_version_id', 'text', (c) => c.notNull())
    .addColumn('overall', 'integer', (c) => c.notNull().check(sql`overall between 1 and 5`))
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('comment', 'text')
    .addColumn('responded_at', 'text')
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('responded_on', 'text', (c) => c.notNull())
    .execute()

  await clustered(
    db,
    withTally(db.schema.createTable('tally_day').addColumn('day', 'text', (c) => c.notNull())),
  )
    .addPrimaryKeyConstraint('tally_day_pk', ['day', ...DIMENSIONS])
    .execute()

  await clustered(
    db,
    withTally(
      db.schema
        .createTable('tally_month')
        .addColumn('month', 'text', (c) => c.notNull())
        .addColumn('item', 'text', (c) => c.notNull()),
    ),
  )
    .addPrimaryKeyConstraint('tally_month_pk', ['month', ...DIMENSIONS, 'item'])
    .execute()

  await indexOverall(db)
  await freezeUsedInstrumentVersions(db)
}

/**
 * A response adds to all its items of one month and cell, which lie side by side: one page to write instead of nine.
 * The pages read the overall rating alone, by month. SQLite finds it whole in the index; on PostgreSQL an index with
 * the counts in it would have to be written at each of their updates.
 */
async function indexOverall(db: Kysely<unknown>): Promise<void> {
  const create = (columns: readonly string[]) =>
    `create index tally_month_overall on tally_month (${columns.join(', ')}) where item = 'overall'`
  const counts = ['r1', 'r2', 'r3', 'r4', 'r5', 'no_opinion']
  await runPerDialect(db, {
    sqlite: [create(['month', ...DIMENSIONS, ...counts])],
    postgres: [create(['month'])],
  })
}

function withTally<C extends string>(table: CreateTableBuilder<string, C>) {
  return table
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('procedure_field_id', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('respondent_kind', 'text', (c) => c.notNull())
    .addColumn('instrument_version_id', 'text', (c) => c.notNull())
    .addColumn('r1', 'integer', (c) => c.notNull())
    .addColumn('r2', 'integer', (c) => c.notNull())
    .addColumn('r3', 'integer', (c) => c.notNull())
    .addColumn('r4', 'integer', (c) => c.notNull())
    .addColumn('r5', 'integer', (c) => c.notNull())
    .addColumn('no_opinion', 'integer', (c) => c.notNull())
}

/** The wording a person answered must stay the wording: the database itself refuses to change or drop it. */
async function freezeUsedInstrumentVersions(db: Kysely<unknown>): Promise<void> {
  const used = 'exists (select 1 from tally_month where instrument_version_id = old.id)'
  await runPerDialect(db, {
    sqlite: ['update', 'delete'].map(
      (change) => `create trigger instrument_version_frozen_${change} before ${change} on instrument_version
        when ${used} begin select raise(abort, 'this instrument version is in use and frozen'); end`,
    ),
    postgres: [
      `create function refuse_frozen_instrument_version() returns trigger language plpgsql as $$
        begin
          if ${used} then raise exception 'this instrument version is in use and frozen'; end if;
          if tg_op = 'DELETE' then return old; end if;
          return new;
        end $$`,
      `create trigger instrument_version_frozen before update or delete on instrument_version
        for each row execute function refuse_frozen_instrument_version()`,
    ],
  })
}
