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
  'minimum_cell',
  'simulated',
] as const

/** What is said of every comment in the file: under which rules it was made, and of whom. */
export interface CommentFile extends Pick<CommentNames, 'units'> {
  minimumCell: number
  simulated: boolean
}

/** Comments as they come, piece by piece: a year of a province is never in memory as a whole. */
export async function* commentCsv(
  comments: AsyncIterable<ShownComment>,
  file: CommentFile,
): AsyncGenerator<string> {
  yield csvDocument([COLUMNS])
  for await (const comment of comments) yield csvLines([recordOf(comment, file)])
}

function recordOf(comment: ShownComment, { units, minimumCell, simulated }: CommentFile): CsvValue[] {
  const { respondedOn, unitId, fieldId, respondentKind, rating, levels, text } = comment
  return [
    respondedOn,
    unitId,
    units.get(unitId) ?? null,
    fieldId,
    respondentKind,
    rating,
    levels,
    text,
    minimumCell,
    String(simulated),
  ]
}
