import { randomUUID } from 'node:crypto'
import type { Deps } from '../app.ts'
import { checkInterviews } from './check-interviews.ts'
import type { ReceivedTable } from './read-table.ts'
import type { Wave } from './wave.queries.ts'

/** A file that nobody imports is not kept for long: it holds what people answered. One whose import broke off stays. */
const KEPT_MS = 72 * 60 * 60 * 1000

/**
 * The dry run: keeps a file and what would become of its rows. Nothing counts yet.
 * @returns the import's id; that of the first time for a file that was sent before.
 */
export async function receiveInterviews(
  deps: Deps,
  wave: Wave,
  { table, fileName, fileHash }: ReceivedTable,
  staffId: string,
): Promise<string> {
  const { databases, clock } = deps
  const now = clock()
  await databases.write
    .deleteFrom('interview_import')
    .where('imported_at', 'is', null)
    .where('received_at', '<', new Date(now.getTime() - KEPT_MS).toISOString())
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('response')
            .select('response.submission_key')
            .whereRef('response.batch_id', '=', 'interview_import.id'),
        ),
      ),
    )
    .execute()
  const id = randomUUID()
  const { refusals } = await checkInterviews(deps, wave, { importId: id, fileHash, table })
  await databases.write
    .insertInto('interview_import')
    .values({
      id,
      wave_id: wave.id,
      file_name: fileName,
      file_hash: fileHash,
      content: JSON.stringify(table),
      received_at: now.toISOString(),
      received_by: staffId,
      rows: table.rows.length,
      refusals: JSON.stringify(refusals),
    })
    .onConflict((conflict) => conflict.columns(['wave_id', 'file_hash']).doNothing())
    .execute()
  const kept = await databases.write
    .selectFrom('interview_import')
    .select('id')
    .where('wave_id', '=', wave.id)
    .where('file_hash', '=', fileHash)
    .executeTakeFirstOrThrow()
  return kept.id
}
