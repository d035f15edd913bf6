/** The public page. */
export interface ResultsPage {
  title: string
}
