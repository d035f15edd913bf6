/** What each column of the open data means. */
export interface DataDictionaryPage {
  title: string
}
