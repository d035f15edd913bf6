import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { acceptSubmission, type Problem } from '../responses/accept-submission.ts'
import { responseRow } from '../responses/response-row.ts'
import type { Submission } from '../responses/submission.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { findTouchpoint } from '../touchpoints/touchpoint.queries.ts'
import type { Touchpoint } from '../touchpoints/touchpoint.ts'
import { findColumns } from './columns.ts'
import { interviewColumns, interviewKey, readInterview } from './interview-row.ts'
import { parseStoredTable, type Table } from './read-table.ts'
import type { Refusal } from './refusal.ts'
import { listStrata, type Wave } from './wave.queries.ts'

const TURN = 100

export interface InterviewFile {
  importId: string
  fileHash: string
  table: Table
}

export interface CheckedInterviews {
  submissions: Submission[]
  refusals: Refusal[]
}

/** What becomes of each row of a file: a response as the intake takes it, or what is wrong with the row. */
export async function checkInterviews(
  { config, databases, clock, translations }: Deps,
  wave: Wave,
  { importId, fileHash, table }: InterviewFile,
): Promise<CheckedInterviews> {
  const db = databases.read
  const { content } = wave.instrumentVersion
  const [strata, fields] = [await listStrata(db, wave.id), await listProcedureFields(db)]
  const columns = findColumns(table.header, interviewColumns(content, translations))
  const touchpoints = new Map<string, Touchpoint>()
  for (const { touchpointCode } of strata) {
    const touchpoint = await findTouchpoint(db, touchpointCode)
    if (touchpoint) touchpoints.set(touchpointCode, touchpoint)
  }
  const now = clock()
  const checked: CheckedInterviews = { submissions: [], refusals: [] }
  for (const [index, row] of table.rows.entries()) {
    // SQLite answers without a turn of the event loop: whoever else waits has their turn now.
    if (index % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve))
    const { serials } = table
    const interview = readInterview(row, { columns, content, strata, fields, translations, serials })
    if (Array.isArray(interview)) {
      checked.refusals.push(...interview)
      continue
    }
    const { stratum, on, comment, ...rest } = interview
    const touchpoint = touchpoints.get(stratum.touchpointCode)
    if (!touchpoint) throw new Error(`stratum ${stratum.id} has no touchpoint`)
    if (on > civilDate(now)) {
      checked.refusals.push({ row: row.number, column: 'date', problem: 'future' })
      continue
    }
    const body = {
      submissionKey: interviewKey(wave.id, fileHash, row.number),
      touchpoint: touchpoint.code,
      ...rest,
      ...(comment === undefined ? {} : { comment }),
    }
    const accepted = await acceptSubmission(body, touchpoint, {
      db,
      receivedAt: now,
      procedureFields: fields,
      dossierSecret: config.dossierSecret,
      entered: { batchId: importId, on },
    })
    if (accepted.problems) checked.refusals.push(...accepted.problems.map(inTheRow(row.number)))
    else checked.submissions.push(accepted.submission)
  }
  return checked
}

/** What the rules of a response say, as a problem of the row's cells. Whatever else they know of, the columns rule out. */
function inTheRow(row: number): (problem: Problem) => Refusal {
  return ({ field, problem }) => {
    if (problem === 'closed') return { row, column: 'date', problem: 'outside_wave' }
    if (problem === 'too_long') return { row, column: 'comment', problem: 'too_long' }
    throw new Error(`row ${row}: ${field} is ${problem}, though its cells could be read`)
  }
}

/** How many rows of a file that waits say exactly what an interview of another file of the wave says already. */
export async function countAlike(deps: Deps, wave: Wave, importId: string): Promise<number> {
  const db = deps.databases.read
  const file = await db
    .selectFrom('interview_import')
    .select(['content', 'file_hash'])
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!file?.content) return 0
  const table = parseStoredTable(file.content)
  const { submissions } = await checkInterviews(deps, wave, { importId, fileHash: file.file_hash, table })
  const stored = await db
    .selectFrom('response')
    .selectAll()
    .where('batch_id', 'in', (eb) =>
      eb
        .selectFrom('interview_import')
        .select('id')
        .where('wave_id', '=', wave.id)
        .where('id', '<>', importId),
    )
    .execute()
  const known = new Set(stored.map(said))
  return submissions.filter((submission) => known.has(said(responseRow(submission)))).length
}

function said(row: ReturnType<typeof responseRow>): string {
  return JSON.stringify([
    row.touchpoint_code,
    row.responded_on,
    row.procedure_field_id,
    row.respondent_kind,
    row.overall,
    row.answers,
    row.comment,
  ])
}
