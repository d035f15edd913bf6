import { type Quartiles, quartiles } from '../statistics/quartiles.ts'
import { isSmall } from '../statistics/suppression.ts'
import { MOST_WRITTEN, type WrittenAnswers } from './written-answers.queries.ts'

/** What numbers people gave. The smallest and the largest are one person's each, so they are not told. */
export type NumberResult =
  | { state: 'no_responses' | 'suppressed' | 'too_many' }
  | ({ state: 'measured'; base: number } & Quartiles)

export function numberResult(
  written: readonly WrittenAnswers[],
  itemId: string,
  minimumCell: number,
): NumberResult {
  if (written.length > MOST_WRITTEN) return { state: 'too_many' }
  const numbers = written.flatMap(({ answers }) => {
    const answer = answers[itemId]
    return typeof answer === 'string' && /^\d+$/.test(answer) ? [Number(answer)] : []
  })
  if (numbers.length === 0) return { state: 'no_responses' }
  if (isSmall(numbers.length, minimumCell)) return { state: 'suppressed' }
  const { lower, median, upper } = quartiles(numbers)
  return {
    state: 'measured',
    base: numbers.length,
    lower: Math.round(lower),
    median,
    upper: Math.round(upper),
  }
}
