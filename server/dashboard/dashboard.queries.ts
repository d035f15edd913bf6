import type { Db } from '../../db/schema.ts'
import { listProcedureFields, type ProcedureField } from '../procedures/procedure-field.queries.ts'
import {
  listPublishedPercentages,
  listSatisfactionIndicators,
  type PublishedValue,
  type SatisfactionIndicator,
  SIPAS,
} from '../scorecard/indicator.queries.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { lastDay, type Period } from '../statistics/reporting-period.ts'
import {
  type FormerName,
  listFormerNames,
  listRecordedParents,
  listSuccessions,
  listUnits,
  namedOn,
  parentsThen,
  type RecordedParent,
  type Succession,
  type Unit,
} from '../units/unit.queries.ts'
import { latestChangeNumber } from '../units/unit-change.queries.ts'
import { type UnitTree, type UnitView, unitTree } from '../units/unit-tree.ts'
import { type FactorItem, listFactorItems } from './factor-items.queries.ts'
import type { CubeScope } from './satisfaction-cube.ts'

/** What figures are about and judged by: everything but the answers. */
export interface Catalogue {
  units: readonly Unit[]
  successions: readonly Succession[]
  recordedParents: readonly RecordedParent[]
  formerNames: readonly FormerName[]
  /** Of the latest change of units. */
  unitChange: number
  fields: readonly ProcedureField[]
  indicators: readonly SatisfactionIndicator[]
  /** SIPAS as published, the latest first. */
  sipas: readonly PublishedValue[]
  factorItems: readonly FactorItem[]
}

export async function loadCatalogue(db: Db): Promise<Catalogue> {
  const [
    units,
    successions,
    recordedParents,
    formerNames,
    unitChange,
    fields,
    indicators,
    sipas,
    factorItems,
  ] = await Promise.all([
    listUnits(db),
    listSuccessions(db),
    listRecordedParents(db),
    listFormerNames(db),
    latestChangeNumber(db),
    listProcedureFields(db),
    listSatisfactionIndicators(db),
    listPublishedPercentages(db, SIPAS),
    listFactorItems(db),
  ])
  return {
    units,
    successions,
    recordedParents,
    formerNames,
    unitChange,
    fields,
    indicators,
    sipas,
    factorItems,
  }
}

/** Where each unit's figures of a period belong. */
export function treeOf(
  { units, successions, recordedParents }: Pick<Catalogue, 'units' | 'successions' | 'recordedParents'>,
  view: UnitView,
  period: Period,
): UnitTree {
  return unitTree(units, successions, view, parentsThen(recordedParents, period.from))
}

/** The catalogue with the names that units had at the end of a period, where figures are shown as it was. */
export function catalogueOf(
  catalogue: Catalogue,
  view: UnitView,
  { period, today }: { period: Period; today: string },
): Catalogue {
  if (view === 'now') return catalogue
  const end = lastDay(period)
  return { ...catalogue, units: namedOn(catalogue.units, catalogue.formerNames, end < today ? end : today) }
}

/** What a cube of answers is built over. */
export function cubeScope(
  { units, unitChange, fields, indicators }: Catalogue,
  tree: UnitTree,
  { minimumCell }: FigureRules,
): CubeScope {
  return {
    unitChange,
    unitIds: units.map((unit) => unit.id),
    tree,
    fieldIds: fields.map((field) => field.id),
    groups: indicators.flatMap(({ fieldIds }) => (fieldIds === null ? [] : [fieldIds])),
    minimumCell,
  }
}
