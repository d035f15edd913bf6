import type { Answer } from '../responses/submission.ts'
import type { InstrumentItem } from './instrument.ts'

/**
 * The answers to the items that the respondent was asked. Without script a form shows every item: what was answered
 * although it was not asked says nothing, and is dropped. An item hangs on the answers that are left of those before.
 */
export function askedAnswers(
  items: readonly InstrumentItem[],
  answers: Readonly<Record<string, Answer | undefined>>,
): Record<string, Answer> {
  const asked: Record<string, Answer> = {}
  for (const { id, showIf } of items) {
    const answer = answers[id]
    if (answer === undefined) continue
    const deciding = showIf && asked[showIf.item]
    if (!showIf || (typeof deciding === 'number' && showIf.codes.includes(deciding))) asked[id] = answer
  }
  return asked
}
