import { periodKey } from '../statistics/reporting-period.ts'
import type { CsvValue } from '../web/csv.ts'
import { FIGURE_COLUMNS, figureRecord } from './figure-record.ts'
import type { FigureRow } from './figure-row.ts'
import type { Question } from './question.ts'
import { QUESTION_COLUMNS, questionRecord } from './question-record.ts'

const HEADER = [...FIGURE_COLUMNS, 'period', 'period_from', 'period_until', ...QUESTION_COLUMNS] as const

/** A table's lines with everything that a reader needs to compute them again; what the page hides is hidden here too. */
export function tableRecords(
  rows: readonly FigureRow[],
  question: Question,
  { simulated }: { simulated: boolean },
): CsvValue[][] {
  return [
    [...HEADER],
    ...rows.map((row) => [
      ...figureRecord(row),
      periodKey(row.period),
      row.period.from,
      row.period.until,
      ...questionRecord(question, simulated),
    ]),
  ]
}
