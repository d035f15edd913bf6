import { type Kysely, sql } from 'kysely'

/** So that comments of responses that count in no figure can be found by their age, too, without reading every response. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_uncounted_comment on response (responded_on)
    where comment is not null and uncounted_reason is not null`.execute(db)
}
