import type { Catalogue } from '../dashboard/dashboard.queries.ts'
import { type FigureRow, figureRow } from '../dashboard/figure-row.ts'
import { listedUnits } from '../dashboard/listed-units.ts'
import type { Names } from '../dashboard/names.ts'
import { ownId, type SatisfactionCube, type Selection } from '../dashboard/satisfaction-cube.ts'
import type { ServedDossiers } from '../dashboard/served-dossiers.ts'
import { applicableTarget, indicatorOf } from '../scorecard/applicable-target.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { lastDay } from '../statistics/reporting-period.ts'
import type { UnitTree } from '../units/unit-tree.ts'
import type { PublishedQuarter } from './published-quarters.ts'

/** What is published of a quarter: all together, each field, each unit; never a field of a unit. */
export interface PublicFigures {
  quarter: PublishedQuarter
  all: FigureRow
  fields: FigureRow[]
  /** Only of complete quarters: a unit's single months would be too few people. */
  units: FigureRow[]
}

export interface PublicFiguresInput {
  quarter: PublishedQuarter
  catalogue: Catalogue
  /** The units of the time. */
  tree: UnitTree
  cube: SatisfactionCube
  served: ServedDossiers
  rules: FigureRules
  names: Names
  /** What all fields together are called. */
  everything: string
}

const EVERYTHING: Selection = {
  unitId: null,
  fieldIds: null,
  mode: null,
  respondentKind: null,
  dossierLink: null,
}

export function publicFigures({
  quarter,
  catalogue,
  tree,
  cube,
  served,
  rules,
  names,
  everything,
}: PublicFiguresInput): PublicFigures {
  const { counted } = quarter
  const row = (id: string, name: string, narrowed: Partial<Selection>, fieldId: string | null): FigureRow =>
    figureRow({
      id,
      name,
      period: counted,
      figure: cube.figure({ ...EVERYTHING, ...narrowed }),
      rules,
      target: applicableTarget(indicatorOf(fieldId, catalogue.indicators), lastDay(quarter.quarter)),
      served: served({ ...EVERYTHING, ...narrowed }),
      question: null,
    })
  return {
    quarter,
    all: row('all', everything, {}, null),
    fields: catalogue.fields.map(({ id }) => row(id, names.field(id), { fieldIds: [id] }, id)),
    units: quarter.isComplete ? unitRows() : [],
  }

  function unitRows(): FigureRow[] {
    const { units } = catalogue
    const listed = listedUnits({
      unitId: null,
      view: 'then',
      period: counted,
      today: counted.from,
      units,
      tree,
      cube,
    })
    const rows = listed.unitIds.map((id) => row(id, names.unit(id), { unitId: id }, null))
    if (listed.ownOf === null) return rows
    const own = ownId(listed.ownOf)
    return [...rows, row(own, names.ownOf(listed.ownOf), { unitId: own }, null)]
  }
}
