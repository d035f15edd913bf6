import type { FigureRow } from '../dashboard/figure-row.ts'
import { periodKey } from '../statistics/reporting-period.ts'
import { FORMULA } from '../statistics/satisfaction-share.ts'
import { thresholdShare } from '../statistics/threshold.ts'
import type { CsvValue } from '../web/csv.ts'
import type { PublicFigures } from './public-figures.ts'

/** The columns of the open data, as the data dictionary explains them. */
export const COLUMNS = [
  'period',
  'period_from',
  'period_until',
  'complete',
  'level',
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
  'formula',
  'formula_version',
  'simulated',
] as const

type Level = 'all' | 'field' | 'unit'

/** All public figures as records; what the public page hides is hidden here too. */
export function openDataRecords(
  quarters: readonly PublicFigures[],
  { simulated }: { simulated: boolean },
): CsvValue[][] {
  return [
    [...COLUMNS],
    ...quarters.flatMap((figures) => [
      record(figures, 'all', figures.all, simulated),
      ...figures.fields.map((row) => record(figures, 'field', row, simulated)),
      ...figures.units.map((row) => record(figures, 'unit', row, simulated)),
    ]),
  ]
}

function record(
  { quarter: { quarter, counted, isComplete } }: PublicFigures,
  level: Level,
  { id, name, figure, target, judgement }: FigureRow,
  simulated: boolean,
): CsvValue[] {
  const counts: CsvValue[] =
    figure.state === 'measured'
      ? [figure.satisfied, figure.answered, figure.share, figure.interval.lower, figure.interval.upper]
      : [null, null, null, null, null]
  return [
    periodKey(quarter),
    counted.from,
    counted.until,
    String(isComplete),
    level,
    id,
    name,
    figure.state,
    ...counts,
    target && thresholdShare(target.value),
    target?.year ?? null,
    judgement && String(judgement.reaches),
    judgement?.evidence ?? null,
    FORMULA.id,
    FORMULA.version,
    String(simulated),
  ]
}
