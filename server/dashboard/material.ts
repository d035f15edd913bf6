import { firstOfMonth, monthIndex } from '../statistics/civil-date.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { lastDay, type Period, precedingPeriod, splitPeriod } from '../statistics/reporting-period.ts'
import { sumTallies, type Tally } from '../statistics/tally.ts'
import type { UnitTree } from '../units/unit-tree.ts'
import { type Catalogue, cubeScope, treeOf } from './dashboard.queries.ts'
import { hiddenPeriods, monthsOfYear } from './hidden-periods.ts'
import { itemTallies } from './item-tallies.ts'
import type { Question } from './question.ts'
import type { SatisfactionCube } from './satisfaction-cube.ts'
import { type ServedDossiers, servedDossiers } from './served-dossiers.ts'
import { tallyFilter } from './tally-filter.ts'
import type { TallySource } from './tally-source.ts'

/** Months shown in the trend: a year and the month to compare with. */
const TREND_MONTHS = 13

/** Everything that the tables of one question are made of; its size does not depend on the number of responses. */
export interface Material {
  question: Question
  today: string
  /** By which everything is shown and judged. */
  rules: FigureRules
  catalogue: Catalogue
  tree: UnitTree
  cube: SatisfactionCube
  /** The period before. */
  previous: SatisfactionCube
  /** Those who were served, by unit and field. */
  served: ServedDossiers
  /** The civil day on which dossiers were last reported; null while none was. */
  dossiersReportedOn: string | null
  /** `YYYY-MM` in order. */
  trendMonths: readonly string[]
  /** The selection's answers by month; a month without any is absent. */
  monthly: ReadonlyMap<string, Tally>
  /** Keys of calendar periods that are not shown of this selection. */
  hiddenPeriods: ReadonlySet<string>
  /** The selection's answers about each service factor, null where hidden; null where the period is not of whole months. */
  items: ReadonlyMap<string, Tally | null> | null
}

export async function loadMaterial(
  source: TallySource,
  { question, catalogue, today, rules }: Pick<Material, 'question' | 'catalogue' | 'today' | 'rules'>,
): Promise<Material> {
  const { period } = question
  const tree = treeOf(catalogue, question.view, period)
  const filter = tallyFilter(question, tree)
  const trendMonths = monthsUntil(period, today)
  const years = [...new Set(trendMonths.map((month) => Number(month.slice(0, 4))))]
  const { days } = splitPeriod(period)
  const scope = cubeScope(catalogue, tree, rules)
  const cubeOf = (wanted: Period) => source.cube({ period: wanted, view: question.view, scope, today })
  const [cube, previous, monthly, items, dossiers, dossiersReportedOn] = await Promise.all([
    cubeOf(period),
    cubeOf(precedingPeriod(period)),
    source.monthly(years.flatMap(monthsOfYear), filter, today),
    days.length > 0 ? null : factorTallies(source, { question, catalogue, tree, rules, today }),
    source.dossiers(period),
    source.dossiersReportedOn(),
  ])
  return {
    question,
    today,
    rules,
    catalogue,
    tree,
    cube,
    previous,
    served: servedDossiers(dossiers, cube.answering, tree),
    dossiersReportedOn,
    trendMonths,
    monthly,
    hiddenPeriods: hiddenPeriods(monthly, years, rules.minimumCell),
    items,
  }
}

/** The last months to the period's end, or to the present one where the period goes on. */
function monthsUntil(period: Period, today: string): string[] {
  const end = lastDay(period)
  const last = monthIndex(end > today && period.from <= today ? today : end)
  return Array.from({ length: TREND_MONTHS }, (_, at) =>
    firstOfMonth(last - TREND_MONTHS + 1 + at).slice(0, 7),
  )
}

/**
 * Over the versions that ask a factor: each of them is shown, too, so the sum is hidden as soon as one of them is. Of
 * months chosen freely none is told: two choices could differ by a small month, and to look at all costs half a second.
 */
async function factorTallies(
  source: TallySource,
  about: Pick<Material, 'question' | 'catalogue' | 'tree' | 'rules' | 'today'>,
): Promise<Map<string, Tally | null>> {
  const { factorItems } = about.catalogue
  if (about.question.period.kind === 'custom') return new Map(factorItems.map(({ id }) => [id, null]))
  const tallyOf = await itemTallies(
    source,
    about,
    factorItems.map(({ id }) => id),
  )
  return new Map(
    factorItems.map(({ id, versionIds }) => {
      const tallies = versionIds.map((versionId) => tallyOf(id, versionId))
      const shown = tallies.filter((tally) => tally !== null)
      return [id, shown.length < tallies.length ? null : sumTallies(shown)]
    }),
  )
}
