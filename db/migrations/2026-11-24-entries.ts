import { type Kysely, sql } from 'kysely'
import { oneOf } from '../portable.ts'

/** What officials enter for others: paper slips in batches, and interviews of a wave with its sampling frame. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepSlips(db)
  await keepInterviews(db)
}

/** Slips wait here until their number is what was counted beforehand; then they become responses. */
async function keepSlips(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entry_batch')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
    .addColumn('procedure_field_id', 'text', (c) => c.notNull().references('procedure_field.id'))
    .addColumn('slips_on', 'text', (c) => c.notNull())
    .addColumn('control_total', 'integer', (c) => c.notNull().check(sql`control_total > 0`))
    .addColumn('slips', 'integer', (c) => c.notNull().defaultTo(0).check(sql`slips >= 0`))
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .defaultTo('open')
        .check(oneOf('state', ['open', 'closing', 'closed'])),
    )
    .addColumn('entered_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .execute()
  await db.schema
    .createIndex('entry_batch_unit')
    .on('entry_batch')
    .columns(['unit_id', 'opened_at'])
    .execute()

  await db.schema
    .createTable('entry_slip')
    .addColumn('submission_key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('batch_id', 'text', (c) => c.notNull().references('entry_batch.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('content', 'text')
    .addUniqueConstraint('entry_slip_number', ['batch_id', 'number'])
    .execute()
}

/** Each stratum has a touchpoint of its own, so that a response names its stratum. */
async function keepInterviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('wave')
    .addColumn('unit_id', 'text', (c) => c.references('unit.id'))
    .execute()

  await db.schema
    .createTable('stratum')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('wave_id', 'text', (c) => c.notNull().references('wave.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('population', 'integer', (c) => c.notNull().check(sql`population > 0`))
    .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
    .addColumn('sort_order', 'integer', (c) => c.notNull())
    .addUniqueConstraint('stratum_name', ['wave_id', 'name'])
    .execute()

  await db.schema
    .createTable('interview_import')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('wave_id', 'text', (c) => c.notNull().references('wave.id'))
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('file_hash', 'text', (c) => c.notNull())
    .addColumn('content', 'text')
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('received_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('imported_at', 'text')
    .addColumn('rows', 'integer', (c) => c.notNull())
    .addColumn('taken', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('repeated', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('refusals', 'text', (c) => c.notNull())
    .addUniqueConstraint('interview_import_file', ['wave_id', 'file_hash'])
    .execute()
}
