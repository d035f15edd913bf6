import { cleanComment } from '../responses/clean-comment.ts'
import { DISSATISFIED, NEUTRAL, type Phrases, SATISFIED, SUGGESTIONS } from './phrases.ts'
import { oneOf, type Random } from './random.ts'

/** Share of those who write something, by rating: 8 % in all, and those who are not satisfied more often. */
const WRITING = [0.3, 0.24, 0.13, 0.06, 0.07] as const
const ABOUT_THE_FIELD = 0.3
const WITH_SUGGESTION = 0.2

/** A comment as it is stored, or null for most people. */
export function simulatedComment(overall: number, fieldId: string, random: Random): string | null {
  if (random.fraction() >= (WRITING[overall - 1] as number)) return null
  const phrases = phrasesFor(overall)
  const ofField = phrases.field[fieldId]
  const phrase = oneOf(ofField && random.fraction() < ABOUT_THE_FIELD ? ofField : phrases.general, random)
  return cleanComment(
    random.fraction() < WITH_SUGGESTION ? `${phrase} ${oneOf(SUGGESTIONS, random)}` : phrase,
  )
}

function phrasesFor(overall: number): Phrases {
  if (overall >= 4) return SATISFIED
  return overall === 3 ? NEUTRAL : DISSATISFIED
}
