import type { CivilDate, Db } from '../../db/schema.ts'

/** The ratings of some touchpoints by day and hour, from `from` on. */
export async function daysOfTouchpoints(
  db: Db,
  codes: readonly string[],
  from: CivilDate,
): Promise<Map<string, Map<CivilDate, number[]>>> {
  const rows = await db
    .selectFrom('touchpoint_hour')
    .select(['touchpoint_code', 'day', 'hour', 'responses'])
    .where('touchpoint_code', 'in', [...codes])
    .where('day', '>=', from)
    .execute()
  const touchpoints = new Map(codes.map((code) => [code, new Map<CivilDate, number[]>()]))
  for (const { touchpoint_code, day, hour, responses } of rows) {
    const days = touchpoints.get(touchpoint_code)
    if (!days) continue
    const hours = days.get(day) ?? noRatings()
    hours[hour] = responses
    days.set(day, hours)
  }
  return touchpoints
}

/** Days of several touchpoints as those of one. */
export function together(
  touchpoints: Iterable<ReadonlyMap<CivilDate, readonly number[]>>,
): Map<CivilDate, number[]> {
  const sum = new Map<CivilDate, number[]>()
  for (const days of touchpoints) {
    for (const [day, hours] of days) {
      const before = sum.get(day) ?? noRatings()
      sum.set(
        day,
        before.map((count, hour) => count + (hours[hour] ?? 0)),
      )
    }
  }
  return sum
}

function noRatings(): number[] {
  return Array.from({ length: 24 }, () => 0)
}
