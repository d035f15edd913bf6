/** Any answer that is not a success, in words: what happened, and what the reader can do about it. */
export interface ErrorPage {
  status: number
  title: string
  message: string
  remedy: string
  /** What the reader can quote to the operator, and the operator finds in the log. */
  requestId: string
}
