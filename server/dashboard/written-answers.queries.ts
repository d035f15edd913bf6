import { sql } from 'kysely'
import type { Db, RespondentKind } from '../../db/schema.ts'
import type { Period } from '../statistics/reporting-period.ts'
import type { TallyFilter } from '../statistics/tally.queries.ts'

/** What somebody wrote in a questionnaire: numbers and words are text in its answers. */
export interface WrittenAnswers {
  respondedOn: string
  receivedAt: string
  unitId: string
  fieldId: string
  respondentKind: RespondentKind
  /** By item. */
  answers: Record<string, number | string | null>
}

/** More are not read at once: nobody should wait for it, and no rating either. */
export const MOST_WRITTEN = 5000

/** The latest responses to a version with anything written in them; one more than `MOST_WRITTEN` where there are more. */
export async function writtenAnswers(
  db: Db,
  versionId: string,
  { from, until }: Period,
  { unitIds, procedureFieldId, mode, respondentKind, dossierLink }: TallyFilter,
): Promise<WrittenAnswers[]> {
  let query = db
    .selectFrom('response')
    .select(['responded_on as respondedOn', 'received_at as receivedAt', 'unit_id as unitId'])
    .select(['procedure_field_id as fieldId', 'respondent_kind as respondentKind', 'answers'])
    .where('instrument_version_id', '=', versionId)
    .where('responded_on', '>=', from)
    .where('responded_on', '<', until)
    .where('uncounted_reason', 'is', null)
    // The words of the partial index `response_written`.
    .where(sql<boolean>`replace(answers, '":"', '') <> answers`)
  if (unitIds) query = query.where('unit_id', 'in', [...unitIds])
  if (procedureFieldId) query = query.where('procedure_field_id', '=', procedureFieldId)
  if (mode) query = query.where('mode', '=', mode)
  if (respondentKind) query = query.where('respondent_kind', '=', respondentKind)
  if (dossierLink) query = query.where('dossier_link', '=', dossierLink)
  const rows = await query
    .orderBy('responded_on', 'desc')
    .orderBy('submission_key', 'desc')
    .limit(MOST_WRITTEN + 1)
    .execute()
  return rows.map((row) => ({ ...row, answers: JSON.parse(row.answers) }))
}
