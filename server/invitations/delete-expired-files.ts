import type { Db } from '../../db/schema.ts'
import { deleteBlocks } from './stored-file.ts'

/** Files whose time is over go, whatever became of their import. */
export async function deleteExpiredFiles(db: Db, now: Date): Promise<void> {
  const expired = await db
    .selectFrom('dossier_import')
    .select('id')
    .where('file_until', '<=', now.toISOString())
    .execute()
  for (const { id } of expired) await deleteFile(db, id)
}

export async function deleteFile(db: Db, importId: string): Promise<void> {
  await db.updateTable('dossier_import').set({ file_until: null }).where('id', '=', importId).execute()
  await deleteBlocks(db, importId)
}
