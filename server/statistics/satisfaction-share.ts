import { answered, satisfied, type Tally } from './tally.ts'

/** Which rule made a figure, so that figures made by different rules are never compared. */
export interface Formula {
  id: string
  version: number
}

/** Top-two-box share: respondents who rated 4 or 5 ÷ respondents who rated. Travels with each figure. */
export const FORMULA: Formula = { id: 'hl_45_ty_le', version: 1 }

/** Satisfied ÷ answered (0..1), unrounded; null without answers, which is not 0 %. */
export function satisfactionShare(tally: Tally): number | null {
  const base = answered(tally)
  return base === 0 ? null : satisfied(tally) / base
}
