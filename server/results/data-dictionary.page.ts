import type { Translate } from '../web/i18n.ts'
import { COLUMNS } from './open-data.ts'

/** What each column of the open data means. */
export interface DataDictionaryPage {
  title: string
  columns: { name: string; meaning: string }[]
}

export function dataDictionaryPage(t: Translate): DataDictionaryPage {
  return {
    title: t('results:dictionary.title'),
    columns: COLUMNS.map((name) => ({ name, meaning: t(`results:column.${name}`) })),
  }
}
