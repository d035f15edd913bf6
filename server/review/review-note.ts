import type { FlagCount } from './flag.queries.ts'
import type { ReviewWords } from './flag-words.ts'

/** What views/review/note.ejs prints beside figures. */
export interface ReviewNote {
  sentences: string[]
}

/** Null where nothing is under review, and nothing was confirmed. */
export function reviewNote(
  flags: Record<'open' | 'confirmed', FlagCount>,
  { t, format }: ReviewWords,
): ReviewNote | null {
  const sentences = (['open', 'confirmed'] as const)
    .filter((state) => flags[state].days > 0)
    .map((state) =>
      t(`review:beside.${state}`, {
        days: format.count(flags[state].days),
        responses: format.count(flags[state].responses),
      }),
    )
  return sentences.length === 0 ? null : { sentences }
}
