import { type Flag, MOST_LISTED } from './flag.queries.ts'
import { type FlagWords, flagWords, type ReviewWords } from './flag-words.ts'

/** What views/review/list.ejs prints. */
export interface FlagListPage {
  title: string
  open: FlagTable
  settled: FlagTable
}

export interface FlagTable {
  id: string
  heading: string
  /** Said in place of the table; null where there is one. */
  nothing: string | null
  flags: FlagWords[]
  /** Said where there are more than are listed; null elsewhere. */
  more: string | null
}

/** Of each list one more than is shown, where there are more. */
export function flagListPage(
  flags: { open: readonly Flag[]; settled: readonly Flag[] },
  words: ReviewWords,
): FlagListPage {
  const { t } = words
  return { title: t('review:title'), open: table('open'), settled: table('settled') }

  function table(id: 'open' | 'settled'): FlagTable {
    const listed = flags[id].slice(0, MOST_LISTED)
    return {
      id,
      heading: t(`review:list.${id}.heading`),
      nothing: listed.length === 0 ? t(`review:list.${id}.nothing`) : null,
      flags: listed.map((flag) => flagWords(flag, words)),
      more: flags[id].length > MOST_LISTED ? t('review:list.more', { count: MOST_LISTED }) : null,
    }
  }
}
