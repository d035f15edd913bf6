import { type CsvValue, csvDocument, csvLines } from '../web/csv.ts'
import type { CommentNames } from './comment-words.ts'
import type { ShownComment } from './read-comments.ts'

const COLUMNS = [
  'day',
  'unit',
  'unit_name',
  'field',
  'respondent_kind',
  'rating',
  'levels',
  'comment',
] as const

/** Comments as they come, piece by piece: a year of a province is never in memory as a whole. */
export async function* commentCsv(
  comments: AsyncIterable<ShownComment>,
  { units }: Pick<CommentNames, 'units'>,
): AsyncGenerator<string> {
  yield csvDocument([COLUMNS])
  for await (const comment of comments) yield csvLines([recordOf(comment, units)])
}

function recordOf(comment: ShownComment, units: CommentNames['units']): CsvValue[] {
  const { respondedOn, unitId, fieldId, respondentKind, rating, levels, text } = comment
  return [respondedOn, unitId, units.get(unitId) ?? null, fieldId, respondentKind, rating, levels, text]
}
