import { periodKey, splitPeriod } from '../statistics/reporting-period.ts'
import type { ItemMonthRow } from '../statistics/tally.queries.ts'
import { addTallies, answered, emptyTally, type Tally } from '../statistics/tally.ts'
import { cubeScope } from './dashboard.queries.ts'
import { hiddenPeriods, monthsOfYear } from './hidden-periods.ts'
import type { Material } from './material.ts'
import { type Question, selectionOf } from './question.ts'
import { tallyFilter } from './tally-filter.ts'
import type { TallySource } from './tally-source.ts'

/** What a selection answered to an item of one version; null where it must not be shown. */
export type ItemTallies = (item: string, versionId: string) => Tally | null

/**
 * The answers to the items over whole months. Hidden is what would give a small one away: of another unit, field or kind
 * or of another version that asks the item (both by the item's cube), or of another month.
 */
export async function itemTallies(
  source: TallySource,
  {
    question,
    catalogue,
    tree,
    rules,
    today,
  }: Pick<Material, 'question' | 'catalogue' | 'tree' | 'rules' | 'today'>,
  items: readonly string[],
): Promise<ItemTallies> {
  const { period, view } = question
  const years = yearsOf(question)
  const [cubes, rows] = await Promise.all([
    source.itemCubes({ period, view, scope: cubeScope(catalogue, tree, rules), today, items }),
    source.itemMonths(items, years.flatMap(monthsOfYear), tallyFilter(question, tree), today),
  ])
  const hidden = hiddenItems(rows, { question, years, minimumCell: rules.minimumCell })
  const selection = selectionOf(question)
  return (item, versionId) => {
    const cube = cubes.get(item)
    if (cube === undefined) return emptyTally()
    const tally = cube.tally({ ...selection, versionId })
    return tally !== null && answered(tally) > 0 && hidden.has(item) ? null : tally
  }
}

/** The items of which one version, or all together, must not be shown for the period because of its months. */
function hiddenItems(
  rows: readonly ItemMonthRow[],
  {
    question: { period },
    years,
    minimumCell,
  }: { question: Question; years: readonly number[]; minimumCell: number },
): Set<string> {
  const hidden = new Set<string>()
  for (const [item, own] of Map.groupBy(rows, (row) => row.item)) {
    const versions = Map.groupBy(own, (row) => row.versionId)
    for (const some of [own, ...versions.values()]) {
      const periods = hiddenPeriods(byMonth(some), years, minimumCell)
      // Where any month is hidden, days chosen freely could be made to differ by that month.
      if (period.kind === 'custom' ? periods.size > 0 : periods.has(periodKey(period))) hidden.add(item)
    }
  }
  return hidden
}

function byMonth(rows: readonly ItemMonthRow[]): Map<string, Tally> {
  const months = new Map<string, Tally>()
  for (const row of rows) months.set(row.month, addTallies(months.get(row.month) ?? emptyTally(), row))
  return months
}

function yearsOf({ period }: Question): number[] {
  const years = splitPeriod(period).months.map((month) => Number(month.slice(0, 4)))
  return [...new Set(years)]
}
