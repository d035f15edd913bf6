import type { Database } from 'better-sqlite3'
import { systemClock } from '../../../server/clock.ts'
import { civilDate } from '../../../server/statistics/civil-date.ts'

/** The columns of `response`, in the order of `bareRow`. */
export const BARE_COLUMNS = [
  'submission_key',
  'touchpoint_code',
  'unit_id',
  'procedure_field_id',
  'procedure_id',
  'mode',
  'respondent_kind',
  'wave_id',
  'instrument_version_id',
  'overall',
  'answers',
  'comment',
  'responded_at',
  'received_at',
  'responded_on',
] as const

export type BareRow = (string | number | null)[]

interface PostedBody {
  submissionKey: string
  touchpoint: string
  procedureField: string
  respondentKind: string
  answers?: Record<string, number | null>
  comment?: string
}

/** What was posted as a row of `response`, unchecked: the bare servers do no more than they must. */
export function bareRow(body: PostedBody): BareRow {
  const { submissionKey, touchpoint, procedureField, respondentKind, answers, comment, ...form } = body
  const { overall, ...others } = answers ?? (form as Record<string, string>)
  const now = systemClock()
  return [
    submissionKey,
    touchpoint,
    touchpoint,
    procedureField,
    null,
    'phone',
    respondentKind,
    'continuous-1',
    'one-stop-1',
    Number(overall),
    JSON.stringify(others),
    comment || null,
    null,
    now.toISOString(),
    civilDate(now),
  ]
}

export const insertBareRow = (database: Database) =>
  database.prepare(
    `insert into response (${BARE_COLUMNS.join(', ')}) values (${BARE_COLUMNS.map(() => '?').join(', ')})`,
  )
