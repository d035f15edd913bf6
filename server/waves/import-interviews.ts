import { sql } from 'kysely'
import type { Trx } from '../../db/schema.ts'
import type { Deps } from '../app.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { HttpError } from '../web/http-error.ts'
import { checkInterviews } from './check-interviews.ts'
import { parseStoredTable } from './read-table.ts'
import type { Wave } from './wave.queries.ts'

/** So many at a time: a rating that arrives meanwhile shares the next transaction instead of waiting for all. */
const TOGETHER = 200

/**
 * Takes the interviews of a file that was checked. After an interruption the same again goes on where it stopped: what
 * is a response already stays one. @throws {HttpError} when the file is imported already, or no longer kept.
 */
export async function importInterviews(
  deps: Deps,
  wave: Wave,
  importId: string,
  by: AuditOrigin,
): Promise<void> {
  const { databases, intake, clock } = deps
  const db = databases.write
  const file = await db
    .selectFrom('interview_import')
    .select(['content', 'file_hash'])
    .where('id', '=', importId)
    .where('wave_id', '=', wave.id)
    .executeTakeFirst()
  if (!file?.content) throw new HttpError(409, 'changed_meanwhile')
  const table = parseStoredTable(file.content)
  const checked = await checkInterviews(deps, wave, { importId, fileHash: file.file_hash, table })
  for (let start = 0; start < checked.submissions.length; start += TOGETHER) {
    const some = checked.submissions.slice(start, start + TOGETHER)
    await Promise.all(some.map((submission) => intake.submit(submission)))
  }
  const now = clock()
  await db.transaction().execute(async (trx) => {
    const taken = await countOf(trx, importId)
    const counts = { rows: table.rows.length, taken, repeated: checked.submissions.length - taken }
    const { numUpdatedRows } = await trx
      .updateTable('interview_import')
      .set({
        ...counts,
        refusals: JSON.stringify(checked.refusals),
        content: null,
        imported_at: now.toISOString(),
      })
      .where('id', '=', importId)
      .where('imported_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
    await recordAudit(
      trx,
      by,
      {
        action: 'wave.interviews_imported',
        subject: `wave:${wave.id}`,
        unitId: wave.unitId,
        after: { import: importId, ...counts, refused: checked.refusals.length },
      },
      now,
    )
  })
}

async function countOf(trx: Trx, importId: string): Promise<number> {
  const { taken } = await trx
    .selectFrom('response')
    .select(sql<number>`cast(count(*) as integer)`.as('taken'))
    .where('batch_id', '=', importId)
    .executeTakeFirstOrThrow()
  return taken
}
