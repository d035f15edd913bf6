import type { CivilDate, Db } from '../../db/schema.ts'
import { addDays } from '../statistics/civil-date.ts'

export interface OpenTouchpoint {
  code: string
  unitId: string
}

/**
 * The touchpoints of units at which people can still rate once the units have ended. One that was retired today, the
 * earliest that anybody can retire it, is not in the way of an end that lies in the past.
 */
export async function openTouchpoints(
  db: Db,
  unitIds: readonly string[],
  { endsOn, today }: { endsOn: CivilDate; today: CivilDate },
): Promise<OpenTouchpoint[]> {
  if (unitIds.length === 0) return []
  const tomorrow = addDays(today, 1)
  return db
    .selectFrom('touchpoint')
    .select(['code', 'unit_id as unitId'])
    .where('unit_id', 'in', [...unitIds])
    .where((eb) =>
      eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', endsOn > tomorrow ? endsOn : tomorrow)]),
    )
    .orderBy('code')
    .execute()
}
