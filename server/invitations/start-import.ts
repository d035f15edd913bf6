import type { Db } from '../../db/schema.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { type DossierImport, isStalled } from './dossier-import.ts'

/**
 * Each of these takes an import into work, if nobody else has: the state is what decides, so two clicks start it once.
 * @returns whether it was taken.
 */

const NOTHING_DONE = { taken: 0, repeated: 0, refused: 0 }

/** Dry run: reads every row and says what would become of it. */
export async function startChecking(
  db: Db,
  one: DossierImport,
  mapping: ColumnMapping,
  now: Date,
): Promise<boolean> {
  const taken = await db
    .updateTable('dossier_import')
    .set({
      ...NOTHING_DONE,
      mapping: JSON.stringify(mapping),
      rows: null,
      problem: null,
      state: 'checking',
      progressed_at: now.toISOString(),
    })
    .where('id', '=', one.id)
    .where('state', '=', one.state)
    .where('state', 'in', ['received', 'checked', 'checking', 'unreadable'])
    .where('progressed_at', '=', one.progressedAt)
    .where('file_until', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

export async function startImporting(db: Db, one: DossierImport, now: Date): Promise<boolean> {
  const taken = await db
    .updateTable('dossier_import')
    .set({ ...NOTHING_DONE, state: 'importing', progressed_at: now.toISOString() })
    .where('id', '=', one.id)
    .where('state', '=', 'checked')
    .where('file_until', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

/** Goes on where interrupted work stopped. */
export async function continueImport(db: Db, one: DossierImport, now: Date): Promise<boolean> {
  if (!isStalled(one, now)) return false
  if (one.state === 'checking') return startChecking(db, one, one.mapping, now)
  const taken = await db
    .updateTable('dossier_import')
    .set({ progressed_at: now.toISOString() })
    .where('id', '=', one.id)
    .where('state', '=', 'importing')
    .where('progressed_at', '=', one.progressedAt)
    .where('file_until', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}
