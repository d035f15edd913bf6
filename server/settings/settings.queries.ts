import type { Db } from '../../db/schema.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

const SETTINGS = 'settings'

/** As stored, for whoever wants to change exactly that; undefined while nobody has changed anything. */
export async function storedSettings(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', SETTINGS).executeTakeFirst()
  return row?.value
}

export async function readSettings(db: Db): Promise<Settings> {
  return settingsFrom(await storedSettings(db))
}

/** What a version of the program did not know yet has its default. */
export function settingsFrom(stored: string | undefined): Settings {
  return stored === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, ...JSON.parse(stored) }
}

/** Puts settings in the place of those that were stored. @returns whether these were still there. */
export async function replaceSettings(db: Db, stored: string | undefined, next: Settings): Promise<boolean> {
  const value = JSON.stringify(next)
  const rows =
    stored === undefined
      ? await db
          .insertInto('setting')
          .values({ key: SETTINGS, value })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('key')
          .execute()
      : await db
          .updateTable('setting')
          .set({ value })
          .where('key', '=', SETTINGS)
          .where('value', '=', stored)
          .returning('key')
          .execute()
  return rows.length === 1
}
