import type { Db, Trx } from '../../db/schema.ts'
import type { CheckedRows } from './check-rows.ts'
import type { DossierImport } from './dossier-import.ts'

/** Somebody else is doing this import: its rows are theirs. */
export class Overtaken extends Error {}

const CLEARED_AT_ONCE = 5000

/**
 * Writes down that a chunk was worked through, in the chunk's transaction and before all else in it: only who finds the
 * import exactly as far as they think it is may go on. @throws {Overtaken}
 */
export async function advance(
  trx: Trx,
  { id, state }: DossierImport,
  { done, refused, refusals, now }: CheckedRows & { done: number; now: Date },
): Promise<void> {
  const found = await trx
    .updateTable('dossier_import')
    .set((eb) => ({ refused: eb('refused', '+', refused), progressed_at: now.toISOString() }))
    .where('id', '=', id)
    .where('state', '=', state)
    .where((eb) => eb(eb('taken', '+', eb('repeated', '+', eb.ref('refused'))), '=', done))
    .returning('id')
    .executeTakeFirst()
  if (!found) throw new Overtaken()
  if (refusals.length === 0) return
  await trx
    .insertInto('dossier_import_refusal')
    .values(refusals.map((refusal) => ({ import_id: id, ...refusal })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function countRows(
  trx: Trx,
  { id }: DossierImport,
  { taken, repeated }: { taken: number; repeated: number },
): Promise<void> {
  await trx
    .updateTable('dossier_import')
    .set((eb) => ({ taken: eb('taken', '+', taken), repeated: eb('repeated', '+', repeated) }))
    .where('id', '=', id)
    .execute()
}

export async function finish(
  db: Db,
  { id, state }: DossierImport,
  end: { state: 'imported' | 'checked' | 'unreadable'; rows: number; problem: string | null },
): Promise<void> {
  await db.updateTable('dossier_import').set(end).where('id', '=', id).where('state', '=', state).execute()
}

/** Forgets what an earlier pass refused, bit by bit, so that nothing waits for it. */
export async function clearRefusals(db: Db, { id }: DossierImport): Promise<void> {
  for (;;) {
    const last = await db
      .selectFrom('dossier_import_refusal')
      .select('row')
      .where('import_id', '=', id)
      .orderBy('row')
      .offset(CLEARED_AT_ONCE - 1)
      .limit(1)
      .executeTakeFirst()
    const some = db.deleteFrom('dossier_import_refusal').where('import_id', '=', id)
    await (last ? some.where('row', '<=', last.row) : some).execute()
    if (!last) return
  }
}
