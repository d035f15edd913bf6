import { setImmediate as otherWork } from 'node:timers/promises'
import type { Databases } from '../../db/connect.ts'
import type { CivilDate, Db, Finding } from '../../db/schema.ts'
import { addDays } from '../statistics/civil-date.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { listRegistered, type RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { HISTORY_DAYS, type Signal, signalsOfDay, total } from './signal.ts'
import { daysOfTouchpoints, together } from './touchpoint-days.queries.ts'

/** What a kiosk kept without a network comes days later, and its days are looked at then. */
const EXAMINED_DAYS = 14

interface Raised extends Pick<Flagged, 'responses' | 'signals'> {
  touchpointCode: string
  day: CivilDate
}

/** A day as it was flagged before. */
interface Flagged {
  responses: number
  signals: Signal[]
  finding: Finding | null
}

/**
 * Looks at the last days of every touchpoint, and puts those under review that are not as their others: no rating is taken
 * out of any figure, a person decides. Done again it changes nothing, unless more speaks against such a day; when more
 * ratings have come for it, what was found about it no longer holds.
 * @returns how many days were put under review, for the first time or anew.
 */
export async function raiseFlags({ read, write }: Databases, now: Date): Promise<number> {
  const today = civilDate(now)
  const places = await listRegistered(read, { unitIds: null, state: null, search: '' }, today)
  let raised = 0
  for (const ofUnit of Map.groupBy(places, ({ unitId }) => unitId).values()) {
    for (const flag of await unusualDays(read, ofUnit, today)) {
      await raise(write, flag, now)
      raised++
    }
    // SQLite answers at once: without a pause nobody else would be served until all units are done.
    await otherWork()
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
  const flagged = await flaggedDays(db, codes, earliest)
  const unit = together(days.values())
  return touchpoints.flatMap(({ code, validFrom }) => {
    const own = days.get(code) ?? new Map<CivilDate, number[]>()
    const before = flagged.get(code) ?? new Map<CivilDate, Flagged>()
    const left = new Set([...before].filter(([, { finding }]) => finding !== 'explained').map(([day]) => day))
    return examined.flatMap((day) => {
      const signals = signalsOfDay({ day, isOver: day < today, own, unit, validFrom, left })
      if (signals.length === 0) return []
      // Whoever stuffs for days must not make it usual.
      left.add(day)
      const found = { touchpointCode: code, day, responses: total(own.get(day) ?? []), signals }
      return isNews(found, before.get(day)) ? [found] : []
    })
  })
}

function isNews({ responses, signals }: Raised, before: Flagged | undefined): boolean {
  if (!before || before.responses < responses) return true
  return before.finding === null && before.signals.length < signals.length
}

/** By touchpoint and day. */
async function flaggedDays(
  db: Db,
  codes: readonly string[],
  from: CivilDate,
): Promise<Map<string, Map<CivilDate, Flagged>>> {
  const rows = await db
    .selectFrom('review_flag')
    .select(['touchpoint_code', 'day', 'responses', 'signals', 'finding'])
    .where('touchpoint_code', 'in', [...codes])
    .where('day', '>=', from)
    .execute()
  const byCode = Map.groupBy(rows, ({ touchpoint_code }) => touchpoint_code)
  return new Map(
    [...byCode].map(([code, flags]) => [
      code,
      new Map(
        flags.map(({ day, responses, signals, finding }) => [
          day,
          { responses, signals: JSON.parse(signals), finding },
        ]),
      ),
    ]),
  )
}

async function raise(db: Db, { touchpointCode, day, responses, signals }: Raised, now: Date): Promise<void> {
  const seen = { responses, signals: JSON.stringify(signals), found_at: now.toISOString() }
  const open = { finding: null, note: null, settled_at: null, settled_by: null }
  await db
    .insertInto('review_flag')
    .values({ touchpoint_code: touchpointCode, day, ...seen, ...open })
    .onConflict((conflict) =>
      conflict
        .columns(['touchpoint_code', 'day'])
        .doUpdateSet({ ...seen, ...open })
        // It may have been settled in between: that stays, unless more have come since.
        .where((eb) =>
          eb.or([eb('review_flag.responses', '<', responses), eb('review_flag.finding', 'is', null)]),
        ),
    )
    .execute()
}
