import type { Submission } from './submission.ts'

/** Counts to add to one tally: r1..r5 and no opinion. */
export type Counts = [number, number, number, number, number, number]

export interface TallyChanges {
  /** key = day, then the dimensions, separated by TAB */
  days: Map<string, Counts>
  /** key = item, month, then the dimensions, separated by TAB */
  months: Map<string, Counts>
}

const NO_OPINION = 5

/** What a batch of responses adds to the tallies. One place decides it, for the intake and for `verify`. */
export function tallyChanges(submissions: Iterable<CountedResponse>): TallyChanges {
  const days = new Map<string, Counts>()
  /** By month and dimensions, then by item: the long key is made once for a response, not for each of its answers. */
  const cells = new Map<string, Map<string, Counts>>()
  for (const submission of submissions) {
    const dimensions = dimensionKey(submission)
    addOne(days, `${submission.respondedOn}\t${dimensions}`, submission.overall - 1)
    const cell = cellOf(cells, `${submission.respondedOn.slice(0, 7)}\t${dimensions}`)
    addOne(cell, 'overall', submission.overall - 1)
    for (const item in submission.answers) {
      const answer = submission.answers[item]
      if (answer !== undefined) addOne(cell, item, answer === null ? NO_OPINION : answer - 1)
    }
  }
  const months = new Map<string, Counts>()
  for (const [key, items] of cells) {
    for (const [item, counts] of items) months.set(`${item}\t${key}`, counts)
  }
  return { days, months }
}

export type CountedResponse = Pick<
  Submission,
  | 'unitId'
  | 'procedureFieldId'
  | 'mode'
  | 'respondentKind'
  | 'instrumentVersionId'
  | 'overall'
  | 'answers'
  | 'respondedOn'
>

function dimensionKey(response: CountedResponse): string {
  return `${response.unitId}\t${response.procedureFieldId}\t${response.mode}\t${response.respondentKind}\t${response.instrumentVersionId}`
}

function cellOf(cells: Map<string, Map<string, Counts>>, key: string): Map<string, Counts> {
  let cell = cells.get(key)
  if (!cell) {
    cell = new Map()
    cells.set(key, cell)
  }
  return cell
}

function addOne(tallies: Map<string, Counts>, key: string, slot: number): void {
  let counts = tallies.get(key)
  if (!counts) {
    counts = [0, 0, 0, 0, 0, 0]
    tallies.set(key, counts)
  }
  counts[slot] = (counts[slot] ?? 0) + 1
}
