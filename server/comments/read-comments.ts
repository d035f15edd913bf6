import type { CivilDate, Db, RespondentKind } from '../../db/schema.ts'
import { OVERALL_ITEM } from '../instruments/instrument.ts'
import {
  type CommentPlace,
  type CommentQuestion,
  countComments,
  listComments,
  respondentsOfMonth,
  type StoredComment,
} from './comment.queries.ts'
import { type CommentCells, commentCells } from './comment-cells.ts'
import { isInBand, type RatingBand } from './rating-band.ts'

/** A comment with as much beside it as may be shown. */
export interface ShownComment extends CommentPlace {
  respondedOn: CivilDate
  unitId: string
  /** Null where it would point at few. */
  fieldId: string | null
  respondentKind: RespondentKind | null
  rating: number
  /** How many levels the rating's scale has. */
  levels: 3 | 5
  text: string
}

const CHUNK = 200

/** The comments that may be shown, the newest first, from `after` on; read in pieces. */
export async function* readComments(
  db: Db,
  question: CommentQuestion,
  { band, after }: { band: RatingBand | null; after: CommentPlace | null },
): AsyncGenerator<ShownComment> {
  const cellsOf = cellsByMonth(db, question)
  for (let place = after; ; ) {
    const stored = await listComments(db, question, place, CHUNK)
    for (const one of stored) {
      const shown = shownComment(one, await cellsOf(one.respondedOn.slice(0, 7)))
      const isAsked = question.fieldId === null || shown?.fieldId === question.fieldId
      if (shown && isAsked && (band === null || isInBand(shown, band))) yield shown
    }
    place = stored.at(-1) ?? null
    if (place === null || stored.length < CHUNK) return
  }
}

/** The first few, without reading on. */
export async function firstComments(
  comments: AsyncIterable<ShownComment>,
  most: number,
): Promise<ShownComment[]> {
  const first: ShownComment[] = []
  for await (const comment of comments) {
    first.push(comment)
    if (first.length === most) break
  }
  return first
}

/** How many comments are shown, and how many are held back because too few answered with them. */
export async function commentNumbers(
  db: Db,
  question: CommentQuestion,
): Promise<{ shown: number; heldBack: number }> {
  const cellsOf = cellsByMonth(db, question)
  const numbers = { shown: 0, heldBack: 0 }
  for (const { unitId, month, comments } of await countComments(db, question)) {
    numbers[(await cellsOf(month)).isShown(unitId) ? 'shown' : 'heldBack'] += comments
  }
  return numbers
}

/** What may be shown of each month's comments, read once for each month (`YYYY-MM`). */
export function cellsByMonth(
  db: Db,
  { unitIds, minimumCell }: Pick<CommentQuestion, 'unitIds' | 'minimumCell'>,
): (month: string) => Promise<CommentCells> {
  const known = new Map<string, CommentCells>()
  return async (month) => {
    const cells = known.get(month) ?? commentCells(await respondentsOfMonth(db, month, unitIds), minimumCell)
    known.set(month, cells)
    return cells
  }
}

function shownComment(
  { key, respondedOn, unitId, fieldId, respondentKind, overall, answers, comment }: StoredComment,
  cells: CommentCells,
): ShownComment | null {
  if (!cells.isShown(unitId)) return null
  return {
    key,
    respondedOn,
    unitId,
    fieldId: cells.showsField(unitId, fieldId) ? fieldId : null,
    respondentKind: cells.showsKind(unitId, fieldId, respondentKind) ? respondentKind : null,
    rating: overall,
    levels: answers.includes(`"${OVERALL_ITEM.three_level}":`) ? 3 : 5,
    text: comment,
  }
}
