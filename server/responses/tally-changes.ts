import { OVERALL_ITEM } from '../instruments/instrument.ts'
import type { Submission } from './submission.ts'

/** Counts to add to one tally: r1..r5 and no opinion. */
export type Counts = [number, number, number, number, number, number]

/** What is added to one row of a tally: its key (see below) and the counts. */
export interface TallyChange {
  key: readonly string[]
  counts: Counts
}

export interface TallyChanges {
  /** key = day, then the dimensions */
  days: TallyChange[]
  /** key = month, then the dimensions, then the item */
  months: TallyChange[]
}

const NO_OPINION = 5

/**
 * What a batch of responses adds to the tallies, in the order of the keys, so that two processes never wait for each
 * other's rows crosswise. One place decides what counts, for the intake and for `verify`.
 */
export function tallyChanges(submissions: Iterable<CountedResponse>): TallyChanges {
  const days = new Map<string, TallyChange>()
  const cells = new Map<string, Cell>()
  for (const submission of submissions) {
    if (submission.uncountedReason !== null) continue
    const { items } = cellOf(cells, submission)
    if (isOnFiveLevels(submission)) {
      addTo(dayOf(days, submission).counts, submission.overall - 1)
      addTo(countsOf(items, OVERALL_ITEM.rating), submission.overall - 1)
    }
    for (const item in submission.answers) {
      const answer = submission.answers[item]
      if (answer === undefined || typeof answer === 'string') continue
      addTo(countsOf(items, item), answer === null ? NO_OPINION : answer - 1)
    }
  }
  return {
    days: inOrder(days),
    months: inOrder(cells).flatMap(({ key, items }) =>
      [...items]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([item, counts]) => ({ key: [...key, item], counts })),
    ),
  }
}

/** An overall rating on three levels is counted as its own item, and never with those on five. */
function isOnFiveLevels({ answers }: CountedResponse): boolean {
  return answers[OVERALL_ITEM.three_level] === undefined
}

export type CountedResponse = Pick<
  Submission,
  | 'unitId'
  | 'procedureFieldId'
  | 'mode'
  | 'respondentKind'
  | 'dossierLink'
  | 'instrumentVersionId'
  | 'overall'
  | 'answers'
  | 'respondedOn'
  | 'uncountedReason'
>

/** All items of one month and one combination of dimensions. */
interface Cell {
  key: readonly string[]
  items: Map<string, Counts>
}

function dayOf(days: Map<string, TallyChange>, response: CountedResponse): TallyChange {
  return known(days, response.respondedOn, response, (key) => ({ key, counts: noCounts() }))
}

function cellOf(cells: Map<string, Cell>, response: CountedResponse): Cell {
  return known(cells, response.respondedOn.slice(0, 7), response, (key) => ({ key, items: new Map() }))
}

function known<T>(
  rows: Map<string, T>,
  period: string,
  { unitId, procedureFieldId, mode, respondentKind, dossierLink, instrumentVersionId }: CountedResponse,
  create: (key: readonly string[]) => T,
): T {
  const name = `${period}\t${unitId}\t${procedureFieldId}\t${mode}\t${respondentKind}\t${dossierLink}\t${instrumentVersionId}`
  let row = rows.get(name)
  if (row === undefined) {
    row = create([period, unitId, procedureFieldId, mode, respondentKind, dossierLink, instrumentVersionId])
    rows.set(name, row)
  }
  return row
}

function countsOf(items: Map<string, Counts>, item: string): Counts {
  let counts = items.get(item)
  if (!counts) {
    counts = noCounts()
    items.set(item, counts)
  }
  return counts
}

function noCounts(): Counts {
  return [0, 0, 0, 0, 0, 0]
}

function addTo(counts: Counts, slot: number): void {
  counts[slot] = (counts[slot] ?? 0) + 1
}

function inOrder<T>(rows: ReadonlyMap<string, T>): T[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
