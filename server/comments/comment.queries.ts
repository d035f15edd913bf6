import { type RawBuilder, sql } from 'kysely'
import type { CivilDate, Db, Instant, RespondentKind } from '../../db/schema.ts'
import { OVERALL_ITEM } from '../instruments/instrument.ts'
import type { CommentCell } from './comment-cells.ts'

/** Which comments are looked for. */
export interface CommentQuestion {
  /** Null = all. */
  unitIds: ReadonlySet<string> | null
  /** First day, and the day after the last, on which they count. */
  from: CivilDate
  until: CivilDate
  /** Only what came in before. */
  receivedBefore: Instant
  fieldId: string | null
  /** Where fewer answered, a comment could point at somebody. */
  minimumCell: number
}

/** A comment as it is stored: what of it may be shown is not decided yet. */
export interface StoredComment {
  key: string
  respondedOn: CivilDate
  unitId: string
  fieldId: string
  respondentKind: RespondentKind
  overall: number
  /** JSON. */
  answers: string
  comment: string
}

/** The place of a comment in the list: the later day first, within a day by a key that says nothing. */
export interface CommentPlace {
  respondedOn: CivilDate
  key: string
}

/** The next comments, at most `most`. */
export async function listComments(
  db: Db,
  question: CommentQuestion,
  after: CommentPlace | null,
  most: number,
): Promise<StoredComment[]> {
  let query = withComment(db, question)
    .select(['submission_key as key', 'responded_on as respondedOn', 'unit_id as unitId'])
    .select(['procedure_field_id as fieldId', 'respondent_kind as respondentKind'])
    .select(['overall', 'answers'])
    .select((eb) => eb.ref('comment').$notNull().as('comment'))
  if (after) {
    const { respondedOn, key } = after
    query = query
      .where('responded_on', '<=', respondedOn)
      .where((eb) => eb.or([eb('responded_on', '<', respondedOn), eb('submission_key', '<', key)]))
  }
  return query.orderBy('responded_on', 'desc').orderBy('submission_key', 'desc').limit(most).execute()
}

/** How many comments there are, by unit and month. */
export function countComments(
  db: Db,
  question: CommentQuestion,
): Promise<{ unitId: string; month: string; comments: number }[]> {
  const month = sql<string>`substr(responded_on, 1, 7)`
  return withComment(db, question)
    .select(['unit_id as unitId', month.as('month')])
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('comments'))
    .groupBy(['unit_id', month])
    .execute()
}

/** The words of the partial index `response_comment`, so that both databases find it. */
function withComment(db: Db, { unitIds, from, until, receivedBefore, fieldId }: CommentQuestion) {
  let query = db
    .selectFrom('response')
    .where('comment', 'is not', null)
    .where('uncounted_reason', 'is', null)
    .where('responded_on', '>=', from)
    .where('responded_on', '<', until)
    .where('received_at', '<', receivedBefore)
  if (unitIds) query = query.where('unit_id', 'in', [...unitIds])
  if (fieldId) query = query.where('procedure_field_id', '=', fieldId)
  return query
}

/** How many gave an overall rating in a month (`YYYY-MM`), on whichever scale. */
export function respondentsOfMonth(
  db: Db,
  month: string,
  unitIds: ReadonlySet<string> | null,
): Promise<CommentCell[]> {
  let query = db
    .selectFrom('tally_month')
    .select(['unit_id as unitId', 'procedure_field_id as fieldId', 'respondent_kind as respondentKind'])
    .select(RESPONDENTS.as('respondents'))
    .where('month', '=', month)
    .where('item', 'in', Object.values(OVERALL_ITEM))
    .groupBy(['unit_id', 'procedure_field_id', 'respondent_kind'])
  if (unitIds) query = query.where('unit_id', 'in', [...unitIds])
  return query.execute()
}

const RESPONDENTS: RawBuilder<number> = sql`cast(sum(r1 + r2 + r3 + r4 + r5) as bigint)`
