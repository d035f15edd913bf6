import { type Kysely, sql } from 'kysely'

/**
 * What officials look for among responses: comments by day, written answers by questionnaire, and where anybody rated
 * lately. Each begins with what grows in time or is partial, so that a rating writes to the end of one small page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_comment on response (responded_on, submission_key, unit_id)
    where comment is not null and uncounted_reason is null`.execute(db)
  await sql`create index response_written on response (instrument_version_id, responded_on, submission_key, unit_id)
    where replace(answers, '":"', '') <> answers and uncounted_reason is null`.execute(db)
  await sql`create index response_place on response (responded_on, touchpoint_code)`.execute(db)
}
