/** The officials' first page. */
export interface DashboardPage {
  title: string
}
