import type { CommentCells } from '../comments/comment-cells.ts'
import type { Question } from './question.ts'
import type { WrittenAnswers } from './written-answers.queries.ts'

/** What somebody wrote to one question, with the day. */
export interface WrittenText {
  text: string
  respondedOn: string
}

export interface WrittenTextRules {
  /** Whether the reader may read comments of a unit. */
  mayRead(unitId: string): boolean
  /** By month. */
  cellsOf(month: string): Promise<CommentCells>
  /** What came in later is shown tomorrow. */
  receivedBefore: string
  /** By what the page is narrowed. */
  narrowedBy: Pick<Question, 'fieldId' | 'mode' | 'respondentKind' | 'dossierLink'>
}

const MOST_SHOWN = 20

/**
 * The latest answers in words to an item. They are comments, and shown as comments are: a narrowed page has only those
 * beside which what it is narrowed by may stand. How somebody answered stands beside none, so then there are none: null.
 */
export async function writtenTexts(
  written: readonly WrittenAnswers[],
  itemId: string,
  { mayRead, cellsOf, receivedBefore, narrowedBy }: WrittenTextRules,
): Promise<WrittenText[] | null> {
  if (narrowedBy.mode !== null || narrowedBy.dossierLink !== null) return null
  const texts: WrittenText[] = []
  for (const one of written) {
    const text = one.answers[itemId]
    if (typeof text !== 'string' || !mayRead(one.unitId) || one.receivedAt >= receivedBefore) continue
    if (isShown(one, await cellsOf(one.respondedOn.slice(0, 7))))
      texts.push({ text, respondedOn: one.respondedOn })
    if (texts.length === MOST_SHOWN) break
  }
  return texts

  function isShown({ unitId, fieldId, respondentKind }: WrittenAnswers, cells: CommentCells): boolean {
    return (
      cells.isShown(unitId) &&
      (narrowedBy.fieldId === null || cells.showsField(unitId, fieldId)) &&
      (narrowedBy.respondentKind === null || cells.showsKind(unitId, fieldId, respondentKind))
    )
  }
}
