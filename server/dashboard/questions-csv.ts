import { periodKey } from '../statistics/reporting-period.ts'
import type { CsvValue } from '../web/csv.ts'
import type { Locale } from '../web/i18n.ts'
import type { ItemResult, QuestionResults } from './load-questions.ts'
import type { Material } from './material.ts'
import { QUESTION_COLUMNS, questionRecord } from './question-record.ts'

const HEADER = [
  'version',
  'item',
  'question',
  'state',
  'base',
  'option',
  'count',
  'share',
  'lower_quartile',
  'median',
  'upper_quartile',
  'minimum_cell',
  'period',
  ...QUESTION_COLUMNS,
] as const

/** A line for each option, and one for each question that is answered with a number. What is written is no figure. */
export function questionRecords(
  results: QuestionResults,
  { question, rules }: Pick<Material, 'question' | 'rules'>,
  { locale, simulated }: { locale: Locale; simulated: boolean },
): CsvValue[][] {
  if (results.nothing !== null) return [[...HEADER]]
  const { version, items } = results
  const about = [rules.minimumCell, periodKey(question.period), ...questionRecord(question, simulated)]
  return [
    [...HEADER],
    ...items.flatMap((item) =>
      cellsOf(item, locale).map((cells) => [
        version.id,
        item.item.id,
        item.item.text[locale],
        ...cells,
        ...about,
      ]),
    ),
  ]
}

/** From `state` to `upper_quartile`. */
function cellsOf(item: ItemResult, locale: Locale): CsvValue[][] {
  if (item.kind === 'text') return []
  const { result } = item
  if (result.state !== 'measured') return [[result.state, null, null, null, null, null, null, null]]
  if (!('options' in result))
    return [[result.state, result.base, null, null, null, result.lower, result.median, result.upper]]
  const { state, base, options } = result
  return options.map(({ text, count }) => [state, base, text[locale], count, count / base, null, null, null])
}
