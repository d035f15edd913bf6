import { FORMULA } from '../statistics/satisfaction-share.ts'
import { thresholdShare } from '../statistics/threshold.ts'
import type { CsvValue } from '../web/csv.ts'
import type { FigureRow } from './figure-row.ts'

/** What every file says of a figure, in this order. Shares and bounds are 0..1. */
export const FIGURE_COLUMNS = [
  'id',
  'name',
  'state',
  'satisfied',
  'answered',
  'share',
  'lower',
  'upper',
  'threshold',
  'target_year',
  'reaches',
  'evidence',
  'dossiers',
  'dossiers_answered',
  'minimum_cell',
  'coverage_floor',
  'formula',
  'formula_version',
] as const

/** The cells of `FIGURE_COLUMNS`; empty where the figure is not shown. */
export function figureRecord({ id, name, figure, target, judgement, served, rules }: FigureRow): CsvValue[] {
  const counts: CsvValue[] =
    figure.state === 'measured'
      ? [figure.satisfied, figure.answered, figure.share, figure.interval.lower, figure.interval.upper]
      : [null, null, null, null, null]
  return [
    id,
    name,
    figure.state,
    ...counts,
    target && thresholdShare(target.value),
    target?.year ?? null,
    judgement && String(judgement.reaches),
    judgement?.evidence ?? null,
    served?.dossiers ?? null,
    served?.answered ?? null,
    rules.minimumCell,
    rules.coverageFloor / 100,
    FORMULA.id,
    FORMULA.version,
  ]
}
