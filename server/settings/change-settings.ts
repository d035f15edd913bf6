import type { Db, Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { writeLogo } from './logo.queries.ts'
import type { Picture } from './picture.ts'
import { changedSettings } from './setting-differences.ts'
import { replaceSettings, settingsFrom, storedSettings } from './settings.queries.ts'
import type { Logo, Settings, SettingValues } from './settings.ts'

/** Somebody else has changed the settings since they were looked at. */
export class StaleSettings extends Error {}

export interface SettingsChange {
  values?: SettingValues
  /** Null removes it. */
  logo?: Picture | null
}

interface Doing {
  /** Of the settings that whoever changes them has seen. */
  revision: number
  by: AuditOrigin
  now: Date
}

/** Takes a change whole, with what it was before and is after in the audit. @throws {StaleSettings} */
export function changeSettings(
  db: Db,
  { values, logo }: SettingsChange,
  { revision, by, now }: Doing,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const stored = await storedSettings(trx)
    const before = settingsFrom(stored)
    if (before.revision !== revision) throw new StaleSettings()
    const after: Settings = {
      ...before,
      ...values,
      revision: revision + 1,
      logo: logo === undefined ? before.logo : logo && logoOf(logo),
    }
    const changed = changedSettings(before, after)
    if (changed.length === 0) return
    if (!(await replaceSettings(trx, stored, after))) throw new StaleSettings()
    if (logo !== undefined) await writeLogo(trx, logo?.bytes ?? null)
    await audit(trx, { before, after, changed }, { by, now })
  })
}

function logoOf({ hash, type, width, height }: Picture): Logo {
  return { hash, type, width, height }
}

function audit(
  trx: Trx,
  {
    before,
    after,
    changed,
  }: { before: Settings; after: Settings; changed: ReturnType<typeof changedSettings> },
  { by, now }: Pick<Doing, 'by' | 'now'>,
): Promise<void> {
  const state = (settings: Settings) =>
    Object.fromEntries(
      changed.map((name) => [name, name === 'logo' ? (settings.logo?.hash ?? null) : settings[name]]),
    )
  const change = {
    action: 'settings.changed',
    subject: 'settings:province',
    before: state(before),
    after: state(after),
  }
  return recordAudit(trx, by, change, now)
}
