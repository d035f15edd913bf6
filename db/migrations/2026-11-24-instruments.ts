import { type Kysely, sql } from 'kysely'
import { clustered, runPerDialect } from '../portable.ts'

/** Questionnaires that are being written, who published them, and waves that follow upon each other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['authors', 'seal']) {
    await db.schema.alterTable('instrument_version').addColumn(column, 'text').execute()
  }
  await db.schema
    .alterTable('instrument_version')
    .addColumn('approved_by', 'text', (c) => c.references('staff.id'))
    .execute()

  await db.schema
    .createTable('instrument_draft')
    .addColumn('instrument_id', 'text', (c) => c.primaryKey().notNull().references('instrument.id'))
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .alterTable('wave')
    .addColumn('follows', 'text', (c) => c.references('wave.id'))
    .execute()
  await sql`create unique index wave_follows on wave (follows)`.execute(db)
  await clustered(
    db,
    db.schema
      .createTable('wave_touchpoint')
      .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
      .addColumn('wave_id', 'text', (c) => c.notNull().references('wave.id')),
  )
    .addPrimaryKeyConstraint('wave_touchpoint_key', ['touchpoint_code', 'wave_id'])
    .execute()

  await freezePublishedVersions(db)
}

/** From publication on, not only from the first response on: what is still being written lies in `instrument_draft`. */
async function freezePublishedVersions(db: Kysely<unknown>): Promise<void> {
  await runPerDialect(db, {
    sqlite: ['update', 'delete'].flatMap((change) => [
      `drop trigger instrument_version_frozen_${change}`,
      `create trigger instrument_version_frozen_${change} before ${change} on instrument_version
        begin select raise(abort, 'this instrument version is published and frozen'); end`,
    ]),
    postgres: [
      `create or replace function refuse_frozen_instrument_version() returns trigger language plpgsql as $$
        begin raise exception 'this instrument version is published and frozen'; end $$`,
    ],
  })
}
