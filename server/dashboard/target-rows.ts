import { applicableTarget, indicatorOf, namesItsFields } from '../scorecard/applicable-target.ts'
import type { SatisfactionIndicator } from '../scorecard/indicator.queries.ts'
import { changeBetween } from '../statistics/change.ts'
import { lastDay, periodKey, precedingPeriod } from '../statistics/reporting-period.ts'
import { figureRow, type TargetRow } from './figure-row.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { selectionOf } from './question.ts'
import { isOfSome } from './served-dossiers.ts'

/** The resolution's satisfaction targets against the selection: pooled, and field by field where it names the fields. */
export function targetRows(material: Material, names: Names): TargetRow[] {
  const { question, catalogue } = material
  if (question.fieldId !== null) {
    const indicator = indicatorOf(question.fieldId, catalogue.indicators)
    return indicator ? [fieldRow(material, names, indicator, question.fieldId)] : []
  }
  return catalogue.indicators.flatMap((indicator) => {
    if (indicator.fieldIds === null) return []
    const pooled = targetRow(material, indicator, indicator.fieldIds, {
      id: indicator.id,
      name: names.indicator(indicator.id),
      isPart: false,
      question: null,
    })
    if (!namesItsFields(indicator)) return [pooled]
    return [pooled, ...indicator.fieldIds.map((fieldId) => fieldRow(material, names, indicator, fieldId))]
  })
}

function fieldRow(
  material: Material,
  names: Names,
  indicator: SatisfactionIndicator,
  fieldId: string,
): TargetRow {
  return targetRow(material, indicator, [fieldId], {
    id: `${indicator.id}-${fieldId}`,
    name: names.field(fieldId),
    isPart: true,
    question: material.question.fieldId === null ? { ...material.question, fieldId } : null,
  })
}

function targetRow(
  material: Material,
  indicator: SatisfactionIndicator,
  fieldIds: readonly string[],
  row: Pick<TargetRow, 'id' | 'name' | 'isPart' | 'question'>,
): TargetRow {
  const { question, cube, rules } = material
  const selection = { ...selectionOf(question), fieldIds }
  const target = applicableTarget(indicator, lastDay(question.period))
  return {
    ...figureRow({
      ...row,
      period: question.period,
      figure: cube.figure(selection),
      rules,
      target,
      served: material.served(selection),
      isOfSome: isOfSome(question),
    }),
    indicatorId: indicator.id,
    isPart: row.isPart,
    change: changeOf(material, selection),
  }
}

function changeOf(
  { question, cube, previous, hiddenPeriods, rules }: Material,
  selection: Parameters<typeof cube.tally>[0],
) {
  if (hiddenPeriods.has(periodKey(precedingPeriod(question.period)))) return null
  const [before, now] = [previous.tally(selection), cube.tally(selection)]
  return before === null || now === null ? null : changeBetween(before, now, rules.minimumCell)
}
