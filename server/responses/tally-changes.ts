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
  const changes: TallyChanges = { days: new Map(), months: new Map() }
  for (const submission of submissions) {
    const dimensions = dimensionKey(submission)
    const month = submission.respondedOn.slice(0, 7)
    addOne(changes.days, `${submission.respondedOn}\t${dimensions}`, submission.overall - 1)
    addOne(changes.months, `overall\t${month}\t${dimensions}`, submission.overall - 1)
    for (const item in submission.answers) {
      const answer = submission.answers[item]
      if (answer === undefined) continue
      addOne(changes.months, `${item}\t${month}\t${dimensions}`, answer === null ? NO_OPINION : answer - 1)
    }
  }
  return changes
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

function addOne(tallies: Map<string, Counts>, key: string, slot: number): void {
  let counts = tallies.get(key)
  if (!counts) {
    counts = [0, 0, 0, 0, 0, 0]
    tallies.set(key, counts)
  }
  counts[slot] = (counts[slot] ?? 0) + 1
}
