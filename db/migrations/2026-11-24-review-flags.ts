import { type Kysely, sql } from 'kysely'
import { oneOf } from '../portable.ts'

/** A day of a touchpoint that somebody has to look at, with the reasons; and what they found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review_flag')
    .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('responses', 'integer', (c) => c.notNull())
    .addColumn('signals', 'text', (c) => c.notNull())
    .addColumn('found_at', 'text', (c) => c.notNull())
    .addColumn('finding', 'text', (c) => c.check(oneOf('finding', ['explained', 'confirmed'])))
    .addColumn('note', 'text')
    .addColumn('settled_at', 'text')
    .addColumn('settled_by', 'text')
    .addPrimaryKeyConstraint('review_flag_key', ['touchpoint_code', 'day'])
    .addCheckConstraint(
      'review_flag_settled',
      sql`(finding is null) = (settled_at is null) and (finding is null) = (note is null)`,
    )
    .execute()
  await sql`create index review_flag_day on review_flag (day)`.execute(db)
}
