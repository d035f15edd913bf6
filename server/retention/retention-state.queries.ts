import type { CivilDate, Db } from '../../db/schema.ts'
import type { Cutoffs } from './cutoffs.ts'

const STATE = 'retention'

export interface RetentionState {
  /** By which things were last deleted. */
  cutoffs: Cutoffs
  /** Of the dossiers finished before this day not all are there any more; null while all are. Never moves back. */
  dossiersFrom: CivilDate | null
  /** All dossiers and ratings of dossiers before this day have been looked through. */
  dossiersSwept: CivilDate | null
}

const NOTHING_DELETED: RetentionState = {
  cutoffs: { comments: null, dossiers: null, deviceEvents: null },
  dossiersFrom: null,
  dossiersSwept: null,
}

export async function readRetentionState(db: Db): Promise<RetentionState> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', STATE).executeTakeFirst()
  return row ? JSON.parse(row.value) : NOTHING_DELETED
}

export async function writeRetentionState(db: Db, state: RetentionState): Promise<void> {
  const value = JSON.stringify(state)
  await db
    .insertInto('setting')
    .values({ key: STATE, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Dossiers that were finished before this day cannot be counted anew, nor taken again; null for none. */
export async function dossiersKeptFrom(db: Db): Promise<CivilDate | null> {
  return (await readRetentionState(db)).dossiersFrom
}
