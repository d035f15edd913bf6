import { FIGURE_COLUMNS, figureRecord } from '../dashboard/figure-record.ts'
import type { FigureRow } from '../dashboard/figure-row.ts'
import { periodKey } from '../statistics/reporting-period.ts'
import type { CsvValue } from '../web/csv.ts'
import type { PublicFigures } from './public-figures.ts'

/** The columns of the open data, as the data dictionary explains them. */
export const COLUMNS = [
  'period',
  'period_from',
  'period_until',
  'complete',
  'level',
  ...FIGURE_COLUMNS,
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
  row: FigureRow,
  simulated: boolean,
): CsvValue[] {
  return [
    periodKey(quarter),
    counted.from,
    counted.until,
    String(isComplete),
    level,
    ...figureRecord(row),
    String(simulated),
  ]
}
