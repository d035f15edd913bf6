import type { Db } from '../../db/schema.ts'
import { listProcedureFields, type ProcedureField } from '../procedures/procedure-field.queries.ts'
import {
  listPublishedPercentages,
  listSatisfactionIndicators,
  type PublishedValue,
  type SatisfactionIndicator,
  SIPAS,
} from '../scorecard/indicator.queries.ts'
import { listSuccessions, listUnits, type Succession, type Unit } from '../units/unit.queries.ts'
import type { UnitTree } from '../units/unit-tree.ts'
import { type FactorItem, listFactorItems } from './factor-items.queries.ts'
import type { CubeScope } from './satisfaction-cube.ts'

/** What figures are about and judged by: everything but the answers. */
export interface Catalogue {
  units: readonly Unit[]
  successions: readonly Succession[]
  fields: readonly ProcedureField[]
  indicators: readonly SatisfactionIndicator[]
  /** SIPAS as published, the latest first. */
  sipas: readonly PublishedValue[]
  factorItems: readonly FactorItem[]
}

export async function loadCatalogue(db: Db): Promise<Catalogue> {
  const [units, successions, fields, indicators, sipas, factorItems] = await Promise.all([
    listUnits(db),
    listSuccessions(db),
    listProcedureFields(db),
    listSatisfactionIndicators(db),
    listPublishedPercentages(db, SIPAS),
    listFactorItems(db),
  ])
  return { units, successions, fields, indicators, sipas, factorItems }
}

/** What a cube of answers is built over. */
export function cubeScope({ units, fields, indicators }: Catalogue, tree: UnitTree): CubeScope {
  return {
    unitIds: units.map((unit) => unit.id),
    tree,
    fieldIds: fields.map((field) => field.id),
    groups: indicators.flatMap(({ fieldIds }) => (fieldIds === null ? [] : [fieldIds])),
  }
}
