import type { CommentCells } from '../comments/comment-cells.ts'
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
}

const MOST_SHOWN = 20

/** The latest answers in words to an item. They are comments, and shown as comments are. */
export async function writtenTexts(
  written: readonly WrittenAnswers[],
  itemId: string,
  { mayRead, cellsOf, receivedBefore }: WrittenTextRules,
): Promise<WrittenText[]> {
  const texts: WrittenText[] = []
  for (const { answers, respondedOn, receivedAt, unitId } of written) {
    const text = answers[itemId]
    if (typeof text !== 'string' || !mayRead(unitId) || receivedAt >= receivedBefore) continue
    if ((await cellsOf(respondedOn.slice(0, 7))).isShown(unitId)) texts.push({ text, respondedOn })
    if (texts.length === MOST_SHOWN) break
  }
  return texts
}
