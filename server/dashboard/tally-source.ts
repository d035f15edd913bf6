import type { Db } from '../../db/schema.ts'
import {
  type DossierCountsRow,
  dossierCounts,
  dossiersReportedAt,
} from '../invitations/response-rate.queries.ts'
import { civilDate, type Period, periodKey, splitPeriod } from '../statistics/reporting-period.ts'
import {
  type ItemRow,
  type ItemScope,
  itemTallies,
  monthlyTallies,
  type TallyFilter,
  type TallyRow,
  tallyCube,
  versionCube,
} from '../statistics/tally.queries.ts'
import { addTallies, type Tally } from '../statistics/tally.ts'
import type { UnitView } from '../units/unit-tree.ts'
import { keeper } from './keeper.ts'
import { type CubeScope, type SatisfactionCube, satisfactionCube } from './satisfaction-cube.ts'
import { isSettled, settledUntil } from './settled-period.ts'

/** An operator's correction of a month that is long over shows at the latest after this. */
const KEPT_MS = 60_000
const MOST_KEPT = 32

export interface CubeRequest {
  period: Period
  view: UnitView
  scope: CubeScope
  today: string
}

/** Answers counted, read anew each time where answers can still come in. */
export interface TallySource {
  cube(request: CubeRequest): Promise<SatisfactionCube>
  /** Of one questionnaire version over whole months, each item by itself. */
  itemCubes(request: CubeRequest & { versionId: string }): Promise<ReadonlyMap<string, SatisfactionCube>>
  /** By month. */
  monthly(months: readonly string[], filter: TallyFilter, today: string): Promise<ReadonlyMap<string, Tally>>
  /** By item. */
  items(scope: ItemScope, filter: TallyFilter, today: string): Promise<ReadonlyMap<string, Tally>>
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
    itemCubes: async ({ period, view, scope, today, versionId }) => {
      const build = async () => itemCubes(await versionCube(db, versionId, splitPeriod(period).months), scope)
      const key = `version ${versionId} ${view} ${periodKey(period)} ${scope.unitChange} ${scope.minimumCell} ${today}`
      return isSettled(period, today) ? keep(key, build) : build()
    },
    monthly: async (months, filter, today) => {
      const { settled, live } = bySettlement(months, today)
      const [before, now] = await Promise.all([
        keep(`months ${JSON.stringify([settled, filter])}`, () => monthlyTallies(db, settled, filter)),
        monthlyTallies(db, live, filter),
      ])
      return new Map([...before, ...now])
    },
    items: async ({ months, ...scope }, filter, today) => {
      const { settled, live } = bySettlement(months, today)
      const [before, now] = await Promise.all([
        keep(`items ${JSON.stringify([settled, scope, filter])}`, () =>
          itemTallies(db, { ...scope, months: settled }, filter),
        ),
        itemTallies(db, { ...scope, months: live }, filter),
      ])
      return added(before, now)
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

function added(a: ReadonlyMap<string, Tally>, b: ReadonlyMap<string, Tally>): Map<string, Tally> {
  const sums = new Map(a)
  for (const [key, tally] of b) {
    const known = sums.get(key)
    sums.set(key, known ? addTallies(known, tally) : tally)
  }
  return sums
}
