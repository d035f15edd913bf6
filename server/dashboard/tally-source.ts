import type { Db } from '../../db/schema.ts'
import {
  type DossierCountsRow,
  dossierCounts,
  dossiersReportedAt,
} from '../invitations/response-rate.queries.ts'
import { civilDate, type Period, periodKey, splitPeriod } from '../statistics/reporting-period.ts'
import {
  type ItemMonthRow,
  type ItemRow,
  itemCubeRows,
  itemMonths,
  monthlyTallies,
  type TallyFilter,
  type TallyRow,
  tallyCube,
} from '../statistics/tally.queries.ts'
import type { Tally } from '../statistics/tally.ts'
import type { UnitView } from '../units/unit-tree.ts'
import { keeper } from './keeper.ts'
import { type CubeScope, type SatisfactionCube, satisfactionCube } from './satisfaction-cube.ts'
import { isSettled, settledUntil } from './settled-period.ts'

/** An operator's correction of a month that is long over shows at the latest after this. */
const KEPT_MS = 60_000
/** Single items cost several times as much as the overall question: of a period that goes on they may be so old. */
const LIVE_ITEMS_MS = 5000
const MOST_KEPT = 16

export interface CubeRequest {
  period: Period
  view: UnitView
  scope: CubeScope
  today: string
}

/** Answers counted, read anew where answers can still come in: each time, single items every few seconds. */
export interface TallySource {
  cube(request: CubeRequest): Promise<SatisfactionCube>
  /** Over whole months, each item by itself, with all versions that ask it. */
  itemCubes(
    request: CubeRequest & { items: readonly string[] },
  ): Promise<ReadonlyMap<string, SatisfactionCube>>
  /** By month. */
  monthly(months: readonly string[], filter: TallyFilter, today: string): Promise<ReadonlyMap<string, Tally>>
  /** By item, version and month. */
  itemMonths(
    items: readonly string[],
    months: readonly string[],
    filter: TallyFilter,
    today: string,
  ): Promise<readonly ItemMonthRow[]>
  /** By unit and field. They are rated long after they are finished, so that none of it is kept. */
  dossiers(period: Period): Promise<DossierCountsRow[]>
  /** A civil day; null while nobody has reported dossiers. */
  dossiersReportedOn(): Promise<string | null>
}

/** Most months that a page shows are long over, and reading them is most of what it costs: these are kept for a minute. */
export function tallySource(db: Db): TallySource {
  const keep = keeper({ keptMs: KEPT_MS, most: MOST_KEPT })

  return {
    cube: async ({ period, view, scope, today }) => {
      const build = async () => satisfactionCube(await rowsOf(period, today), scope)
      // A change of units may have been entered a moment ago, or for today: then the same answers lie in other places.
      const key = `cube ${view} ${periodKey(period)} ${scope.unitChange} ${scope.minimumCell} ${today}`
      return isSettled(period, today) ? keep(key, build) : build()
    },
    itemCubes: async ({ period, view, scope, today, items }) => {
      const build = async () => itemCubes(await itemCubeRows(db, items, splitPeriod(period).months), scope)
      const key = `items ${items} ${view} ${periodKey(period)} ${scope.unitChange} ${scope.minimumCell} ${today}`
      return keep(key, build, isSettled(period, today) ? KEPT_MS : LIVE_ITEMS_MS)
    },
    monthly: async (months, filter, today) => {
      const { settled, live } = bySettlement(months, today)
      const [before, now] = await Promise.all([
        keep(`months ${JSON.stringify([settled, filter])}`, () => monthlyTallies(db, settled, filter)),
        monthlyTallies(db, live, filter),
      ])
      return new Map([...before, ...now])
    },
    itemMonths: async (items, months, filter, today) => {
      const { settled, live } = bySettlement(months, today)
      const [before, now] = await Promise.all([
        keep(`item months ${JSON.stringify([items, settled, filter])}`, () =>
          itemMonths(db, items, settled, filter),
        ),
        itemMonths(db, items, live, filter),
      ])
      return [...before, ...now]
    },
    dossiers: (period) => dossierCounts(db, period),
    dossiersReportedOn: async () => {
      const at = await dossiersReportedAt(db)
      return at === undefined ? null : civilDate(new Date(at))
    },
  }

  /** The settled months of a period that goes on are kept as well, so that only its last weeks are read. */
  async function rowsOf(period: Period, today: string): Promise<TallyRow[]> {
    const border = settledUntil(today)
    if (border <= period.from || border >= period.until) return tallyCube(db, period)
    const [settled, live] = await Promise.all([
      keep(`rows ${period.from}..${border}`, () =>
        tallyCube(db, { kind: 'custom', from: period.from, until: border }),
      ),
      tallyCube(db, { kind: 'custom', from: border, until: period.until }),
    ])
    return [...settled, ...live]
  }
}

/** What must be hidden is decided for each item alone: not everybody answers every question. */
function itemCubes(rows: readonly ItemRow[], scope: CubeScope): Map<string, SatisfactionCube> {
  return new Map(
    [...Map.groupBy(rows, ({ item }) => item)].map(([item, own]) => [item, satisfactionCube(own, scope)]),
  )
}

function bySettlement(months: readonly string[], today: string): { settled: string[]; live: string[] } {
  const border = settledUntil(today).slice(0, 7)
  return {
    settled: months.filter((month) => month < border),
    live: months.filter((month) => month >= border),
  }
}
