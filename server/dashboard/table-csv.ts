import { periodKey } from '../statistics/reporting-period.ts'
import { FORMULA } from '../statistics/satisfaction-share.ts'
import { thresholdShare } from '../statistics/threshold.ts'
import type { CsvValue } from '../web/csv.ts'
import type { FigureRow } from './figure-row.ts'
import type { Question } from './question.ts'

const HEADER = [
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
  'period',
  'period_from',
  'period_until',
  'units',
  'unit',
  'field',
  'mode',
  'respondent_kind',
  'simulated',
] as const

/** A table's lines with everything that a reader needs to compute them again; what the page hides is hidden here too. */
export function tableRecords(
  rows: readonly FigureRow[],
  question: Question,
  { simulated }: { simulated: boolean },
): CsvValue[][] {
  return [[...HEADER], ...rows.map((row) => record(row, question, simulated))]
}

function record(
  { id, name, period, figure, target, judgement }: FigureRow,
  question: Question,
  simulated: boolean,
): CsvValue[] {
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
    FORMULA.id,
    FORMULA.version,
    periodKey(period),
    period.from,
    period.until,
    question.view,
    question.unitId,
    question.fieldId,
    question.mode,
    question.respondentKind,
    String(simulated),
  ]
}
