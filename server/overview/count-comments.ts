import type { Db } from '../../db/schema.ts'
import type { CommentQuestion } from '../comments/comment.queries.ts'
import { commentNumbers } from '../comments/read-comments.ts'
import { type Period, periodContaining, precedingPeriod } from '../statistics/reporting-period.ts'
import { weekUntil } from './week.ts'

/** How many comments can be read of each period. */
export interface CommentCounts {
  week: number
  before: number
  quarter: number
}

export async function countShownComments(
  db: Db,
  question: Omit<CommentQuestion, 'from' | 'until'>,
  today: string,
): Promise<CommentCounts> {
  const shownIn = async ({ from, until }: Period) =>
    (await commentNumbers(db, { ...question, from, until })).shown
  const week = weekUntil(today)
  const [ofWeek, before, quarter] = await Promise.all([
    shownIn(week),
    shownIn(precedingPeriod(week)),
    shownIn(periodContaining(today, 'quarter')),
  ])
  return { week: ofWeek, before, quarter }
}
