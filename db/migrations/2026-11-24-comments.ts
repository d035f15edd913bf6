import { type Kysely, sql } from 'kysely'
import { clustered } from '../portable.ts'

/**
 * What officials look for among responses: comments by day, and written answers by questionnaire, both in partial
 * indices. On which days anybody rated where has a table, and not an index, in which each rating would write a page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_comment on response (responded_on, submission_key, unit_id)
    where comment is not null and uncounted_reason is null`.execute(db)
  await sql`create index response_written on response (instrument_version_id, responded_on, submission_key, unit_id)
    where replace(answers, '":"', '') <> answers and uncounted_reason is null`.execute(db)
  await clustered(
    db,
    db.schema
      .createTable('touchpoint_day')
      .addColumn('touchpoint_code', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull()),
  )
    .addPrimaryKeyConstraint('touchpoint_day_key', ['touchpoint_code', 'day'])
    .execute()
  await sql`insert into touchpoint_day select distinct touchpoint_code, responded_on from response`.execute(
    db,
  )
}
