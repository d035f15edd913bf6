import type { Databases } from '../../db/connect.ts'
import type { CivilDate, Db } from '../../db/schema.ts'
import { addDays } from '../statistics/civil-date.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { listRegistered, type RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { HISTORY_DAYS, type Signal, signalsOfDay, total } from './signal.ts'
import { daysOfTouchpoints, together } from './touchpoint-days.queries.ts'

/** What a kiosk kept without a network comes days later, and its days are looked at then. */
const EXAMINED_DAYS = 14

interface Raised {
  touchpointCode: string
  day: CivilDate
  responses: number
  signals: Signal[]
}

/**
 * Looks at the last days of every touchpoint, and puts those under review that are not as its others: no rating is taken
 * out of any figure, a person decides. Done again it changes nothing, unless more ratings have come for such a day; then
 * what was found about it no longer holds.
 * @returns how many days were put under review, anew or for the first time.
 */
export async function raiseFlags({ read, write }: Databases, now: Date): Promise<number> {
  const today = civilDate(now)
  const places = await listRegistered(read, { unitIds: null, state: null, search: '' }, today)
  let raised = 0
  for (const ofUnit of Map.groupBy(places, ({ unitId }) => unitId).values()) {
    for (const flag of await unusualDays(read, ofUnit, today)) {
      if (await raise(write, flag, now)) raised++
    }
  }
  return raised
}

async function unusualDays(
  db: Db,
  touchpoints: readonly RegisteredTouchpoint[],
  today: CivilDate,
): Promise<Raised[]> {
  const codes = touchpoints.map(({ code }) => code)
  const examined = Array.from({ length: EXAMINED_DAYS }, (_, index) =>
    addDays(today, index + 1 - EXAMINED_DAYS),
  )
  const earliest = addDays(today, 1 - EXAMINED_DAYS - HISTORY_DAYS)
  const days = await daysOfTouchpoints(db, codes, earliest)
  const unit = together(days.values())
  const flagged = await flaggedDays(db, codes, earliest)
  return touchpoints.flatMap(({ code, validFrom }) => {
    const own = days.get(code) ?? new Map<CivilDate, number[]>()
    const left = flagged.get(code) ?? new Set<CivilDate>()
    return examined.flatMap((day) => {
      const signals = signalsOfDay({ day, own, unit, validFrom, left })
      if (signals.length === 0) return []
      left.add(day)
      return [{ touchpointCode: code, day, responses: total(own.get(day) ?? []), signals }]
    })
  })
}

/** By touchpoint, the days flagged without a good reason: whoever stuffs for days must not make it usual. */
async function flaggedDays(
  db: Db,
  codes: readonly string[],
  from: CivilDate,
): Promise<Map<string, Set<CivilDate>>> {
  const rows = await db
    .selectFrom('review_flag')
    .select(['touchpoint_code', 'day'])
    .where('touchpoint_code', 'in', [...codes])
    .where('day', '>=', from)
    .where((eb) => eb.or([eb('finding', 'is', null), eb('finding', '=', 'confirmed')]))
    .execute()
  const byCode = Map.groupBy(rows, ({ touchpoint_code }) => touchpoint_code)
  return new Map([...byCode].map(([code, flags]) => [code, new Set(flags.map(({ day }) => day))]))
}

/** @returns whether it is news: the day was not under review, or fewer had rated when it was last looked at. */
async function raise(
  db: Db,
  { touchpointCode, day, responses, signals }: Raised,
  now: Date,
): Promise<boolean> {
  const seen = { responses, signals: JSON.stringify(signals), found_at: now.toISOString() }
  const open = { finding: null, note: null, settled_at: null, settled_by: null }
  const raised = await db
    .insertInto('review_flag')
    .values({ touchpoint_code: touchpointCode, day, ...seen, ...open })
    .onConflict((conflict) =>
      conflict
        .columns(['touchpoint_code', 'day'])
        .doUpdateSet({ ...seen, ...open })
        .where('review_flag.responses', '<', responses),
    )
    .returning('day')
    .execute()
  return raised.length > 0
}
