/** What a file as a whole can have wrong: the key of the words in `imports:unreadable.…`. */
export type FileProblem = 'empty' | 'not_utf8' | 'not_csv' | 'not_xlsx' | 'too_large' | 'too_wide'

/** A file of which nothing more can be read. */
export class UnreadableFile extends Error {
  readonly problem: FileProblem

  constructor(problem: FileProblem, cause?: unknown) {
    super(`the file cannot be read: ${problem}`, { cause })
    this.problem = problem
  }
}
