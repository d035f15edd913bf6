import { type Kysely, sql } from 'kysely'
import { clustered, runPerDialect } from '../portable.ts'

/**
 * How many ratings came in each hour at each touchpoint, kept as the tallies are: a rhythm that is not a touchpoint's own
 * is seen without reading every response. It tells what `touchpoint_day` told, too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await clustered(
    db,
    db.schema
      .createTable('touchpoint_hour')
      .addColumn('touchpoint_code', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('hour', 'integer', (c) => c.notNull().check(sql`hour between 0 and 23`))
      .addColumn('responses', 'integer', (c) => c.notNull()),
  )
    .addPrimaryKeyConstraint('touchpoint_hour_key', ['touchpoint_code', 'day', 'hour'])
    .execute()
  // In words: server/responses/touchpoint-hours.ts. Việt Nam is at UTC+7.
  const fill = (dayReceived: string) => `insert into touchpoint_hour
    select touchpoint_code,
      case when device_id is null and batch_id is null then ${dayReceived} else responded_on end as day,
      (cast(substr(case when device_id is null then received_at else coalesce(responded_at, received_at) end, 12, 2)
        as integer) + 7) % 24 as hour,
      sum(case when uncounted_reason is null then 1 else 0 end)
    from response group by 1, 2, 3`
  await runPerDialect(db, {
    sqlite: [fill("date(received_at, '+7 hours')")],
    postgres: [fill("to_char(received_at::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')")],
  })
  await db.schema.dropTable('touchpoint_day').execute()
}
