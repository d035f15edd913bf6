/** Answers to one item counted by rating (1..5) and «no opinion»: non-negative integers. Every figure follows from it. */
export interface Tally {
  r1: number
  r2: number
  r3: number
  r4: number
  r5: number
  noOpinion: number
}

/** The tally of nobody: every count 0. */
export function emptyTally(): Tally {
  return { r1: 0, r2: 0, r3: 0, r4: 0, r5: 0, noOpinion: 0 }
}

/** Both tallies counted together; neither argument is changed. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    r1: a.r1 + b.r1,
    r2: a.r2 + b.r2,
    r3: a.r3 + b.r3,
    r4: a.r4 + b.r4,
    r5: a.r5 + b.r5,
    noOpinion: a.noOpinion + b.noOpinion,
  }
}

/** All tallies counted together; an empty tally for an empty list. */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  let sum = emptyTally()
  for (const tally of tallies) sum = addTallies(sum, tally)
  return sum
}

/** Respondents who gave a rating: the base of every share. «No opinion» is not an answer. */
export function answered(tally: Tally): number {
  return tally.r1 + tally.r2 + tally.r3 + tally.r4 + tally.r5
}

/** Respondents who rated 4 or 5. «Neither» (3) is not satisfied. */
export function satisfied(tally: Tally): number {
  return tally.r4 + tally.r5
}
