import { applicableTarget, indicatorOf } from '../scorecard/applicable-target.ts'
import { figureOf } from '../statistics/figure.ts'
import { lastDay, type Period, parsePeriod } from '../statistics/reporting-period.ts'
import { emptyTally } from '../statistics/tally.ts'
import { type FigureRow, figureRow } from './figure-row.ts'
import { listedUnits } from './listed-units.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { DOSSIER_LINKS, MODES, RESPONDENT_KINDS } from './question.input.ts'
import { type Question, selectionOf } from './question.ts'
import { ownId } from './satisfaction-cube.ts'
import { isOfSome } from './served-dossiers.ts'

/** The tables that break a selection down, in the order of the page. */
export const BREAKDOWNS = ['units', 'fields', 'months', 'modes', 'kinds', 'dossiers', 'factors'] as const
export type BreakdownId = (typeof BREAKDOWNS)[number]

/** The lines of each table that says more than the selection itself; a table by what is already chosen is left out. */
export function breakdowns(material: Material, names: Names): Map<BreakdownId, FigureRow[]> {
  const tables = BREAKDOWNS.map((id): [BreakdownId, FigureRow[]] => [id, ROWS_OF[id](material, names)])
  return new Map(tables.filter(([, rows]) => rows.length > 0))
}

const ROWS_OF: Record<BreakdownId, (material: Material, names: Names) => FigureRow[]> = {
  units: unitRows,
  fields: fieldRows,
  months: monthRows,
  modes: modeRows,
  kinds: kindRows,
  dossiers: dossierRows,
  factors: factorRows,
}

/** A line about the selection narrowed once more. */
function narrowed(material: Material, name: string, id: string, further: Partial<Question>): FigureRow {
  const question = { ...material.question, ...further }
  return figureRow({
    id,
    name,
    period: question.period,
    figure: material.cube.figure(selectionOf(question)),
    rules: material.rules,
    target: targetOf(material, question),
    served: material.served(selectionOf(question)),
    isOfSome: isOfSome(question),
    question,
  })
}

function targetOf({ catalogue }: Material, question: Question) {
  return applicableTarget(indicatorOf(question.fieldId, catalogue.indicators), lastDay(question.period))
}

/** A line for each unit below the chosen one. */
export function unitRows(material: Material, names: Names): FigureRow[] {
  const { unitIds, ownOf } = listedUnits({
    ...material.question,
    ...material,
    units: material.catalogue.units,
  })
  const rows = unitIds.map((id) => narrowed(material, names.unit(id), id, { unitId: id }))
  if (ownOf === null) return rows
  const own = narrowed(material, names.ownOf(ownOf), ownId(ownOf), { unitId: ownId(ownOf) })
  return [...rows, { ...own, question: null }]
}

function fieldRows(material: Material, names: Names): FigureRow[] {
  if (material.question.fieldId !== null) return []
  return material.catalogue.fields.map(({ id }) => narrowed(material, names.field(id), id, { fieldId: id }))
}

function modeRows(material: Material, names: Names): FigureRow[] {
  if (material.question.mode !== null) return []
  return MODES.map((mode) => narrowed(material, names.mode(mode), mode, { mode })).filter(
    ({ figure }) => figure.state !== 'no_responses',
  )
}

function kindRows(material: Material, names: Names): FigureRow[] {
  if (material.question.respondentKind !== null) return []
  return RESPONDENT_KINDS.map((kind) =>
    narrowed(material, names.respondentKind(kind), kind, { respondentKind: kind }),
  )
}

function dossierRows(material: Material, names: Names): FigureRow[] {
  if (material.question.dossierLink !== null) return []
  return DOSSIER_LINKS.map((dossierLink) =>
    narrowed(material, names.dossierLink(dossierLink), dossierLink, { dossierLink }),
  )
}

/** Dossiers are counted over the whole period: what cannot be concluded of it cannot be of one of its months either. */
function monthRows(material: Material, names: Names): FigureRow[] {
  const served = material.served(selectionOf(material.question))
  return material.trendMonths.flatMap((month) => {
    const period = parsePeriod(month)
    if (period === null) return []
    const question = { ...material.question, period }
    return figureRow({
      id: month,
      name: names.month(month),
      period,
      figure: material.hiddenPeriods.has(month)
        ? { state: 'suppressed' }
        : figureOf(material.monthly.get(month) ?? emptyTally(), material.rules.minimumCell),
      rules: material.rules,
      target: targetOf(material, question),
      served: isWithin(period, material.question.period) ? served : null,
      isOfSome: true,
      question,
    })
  })
}

function isWithin(part: Period, whole: Period): boolean {
  return part.from >= whole.from && part.until <= whole.until
}

function factorRows({ question, items, rules }: Material, names: Names): FigureRow[] {
  if (items === null) return []
  return [...items].map(([id, tally]) =>
    figureRow({
      id,
      name: names.factor(id),
      period: question.period,
      figure: tally === null ? { state: 'suppressed' } : figureOf(tally, rules.minimumCell),
      rules,
      target: null,
      question: null,
    }),
  )
}
