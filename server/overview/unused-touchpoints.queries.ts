import type { CivilDate, Db } from '../../db/schema.ts'

/** The codes of touchpoints at which nobody rated on the given days, counted or not. */
export async function unusedTouchpoints(db: Db, days: readonly CivilDate[]): Promise<Set<string>> {
  // Equality with each day leads straight into the index by day and touchpoint.
  const rows = await db
    .selectFrom('touchpoint')
    .select('code')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('response')
            .select('submission_key')
            .whereRef('response.touchpoint_code', '=', 'touchpoint.code')
            .where('response.responded_on', 'in', [...days]),
        ),
      ),
    )
    .execute()
  return new Set(rows.map(({ code }) => code))
}
