import type { Db } from '../../db/schema.ts'
import { MINIMUM_CELL } from '../statistics/suppression.ts'
import { DEFAULT_SETTINGS, KEPT_MONTHS, type KeptMonths, type Settings } from './settings.ts'

const SETTINGS = 'settings'

/** As stored, for whoever wants to change exactly that; undefined while nobody has changed anything. */
export async function storedSettings(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', SETTINGS).executeTakeFirst()
  return row?.value
}

export async function readSettings(db: Db): Promise<Settings> {
  return settingsFrom(await storedSettings(db))
}

/**
 * What a version of the program did not know yet has its default. Whoever writes into the row itself still gets no
 * smaller figure shown, and nothing deleted earlier, than the form allows.
 */
export function settingsFrom(stored: string | undefined): Settings {
  if (stored === undefined) return DEFAULT_SETTINGS
  const settings: Settings = { ...DEFAULT_SETTINGS, ...JSON.parse(stored) }
  return {
    ...settings,
    minimumCell: Math.max(MINIMUM_CELL, Number(settings.minimumCell) || MINIMUM_CELL),
    keepCommentsMonths: allowedMonths(settings.keepCommentsMonths),
    keepDossiersMonths: allowedMonths(settings.keepDossiersMonths),
    keepDeviceEventsMonths: allowedMonths(settings.keepDeviceEventsMonths),
  }
}

/** What is no period that can be chosen is kept for good. */
function allowedMonths(months: KeptMonths): KeptMonths {
  return KEPT_MONTHS.find((allowed) => allowed === months) ?? null
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
