import { readFileSync } from 'node:fs'

export type Pair = [number, number]

interface IntervalRow {
  satisfied: number
  answered: number
  wilson?: Pair
  clopperPearson?: Pair
  clopperPearsonOneSided?: Pair
}

interface KnownAnswers {
  intervals: IntervalRow[]
  intervalsFromR: { rows: IntervalRow[] }
  verdictCutoffs: { threshold: number; answered: number; metFrom: number | null; notMetUpTo: number | null }[]
  fewestAnswersThatCanBeMet: Record<string, number>
  upperTails: { atLeast: number; trials: number; probability: number; value: number }[]
  lowerTails: { atMost: number; trials: number; probability: number; value: number }[]
  newcombe: { rows: { first: Pair; second: Pair; interval: Pair }[] }
}

/** Values computed elsewhere; the file says where. */
export const known = JSON.parse(
  readFileSync(new URL('../known-answers/statistics.json', import.meta.url), 'utf8'),
) as KnownAnswers

/** All known intervals of one method, with the counts they belong to. */
export function knownIntervals(method: 'wilson' | 'clopperPearson' | 'clopperPearsonOneSided') {
  return [...known.intervals, ...known.intervalsFromR.rows].flatMap((row) => {
    const bounds = row[method]
    return bounds === undefined
      ? []
      : [{ satisfied: row.satisfied, answered: row.answered, lower: bounds[0], upper: bounds[1] }]
  })
}
