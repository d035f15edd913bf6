import type { CivilDate, Db } from '../../db/schema.ts'

/** The codes of touchpoints at which nobody rated on the given days, counted or not. */
export async function unusedTouchpoints(db: Db, days: readonly CivilDate[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('touchpoint')
    .select('code')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('touchpoint_hour')
            .select('day')
            .whereRef('touchpoint_hour.touchpoint_code', '=', 'touchpoint.code')
            .where('day', 'in', [...days]),
        ),
      ),
    )
    .execute()
  return new Set(rows.map(({ code }) => code))
}
