import type { Words } from '../dashboard/figure-words.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { COLUMNS } from './open-data.ts'

/** What each column of the open data means. */
export interface DataDictionaryPage {
  title: string
  columns: { name: string; meaning: string }[]
}

export function dataDictionaryPage(
  { minimumCell, coverageFloor }: FigureRules,
  { t, format }: Words,
): DataDictionaryPage {
  const rules = { least: format.count(minimumCell), floor: format.percent(coverageFloor) }
  return {
    title: t('results:dictionary.title'),
    columns: COLUMNS.map((name) => ({ name, meaning: t(`results:column.${name}`, rules) })),
  }
}
