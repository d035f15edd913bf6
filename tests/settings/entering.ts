import { readSettings } from '../../server/settings/settings.queries.ts'
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts'
import { settingsToForm } from '../../server/settings/settings-form.ts'
import { LOCALES } from '../../server/web/i18n.ts'
import type { RunningApp } from '../support/running-app.ts'
import type { StaffAgent } from '../support/staff.ts'

/** What the form holds while nobody has changed anything. */
export const FORM = settingsToForm(DEFAULT_SETTINGS, LOCALES)

/** Posts the form as it is shown just now, with changes; null takes a box's tick away. */
export async function enter(
  app: RunningApp,
  agent: StaffAgent,
  changes: Record<string, string | null>,
): Promise<{ status: number; text: string }> {
  const settings = await readSettings(app.databases.write)
  const seen = settingsToForm(settings, LOCALES)
  return post(agent, { ...seen, ...changes }, { seen, revision: settings.revision })
}

export async function post(
  agent: StaffAgent,
  values: Readonly<Record<string, string | null>>,
  { seen, revision }: { seen: Readonly<Record<string, string>>; revision: number },
) {
  const ticked = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null)
  const body = { ...Object.fromEntries(ticked), seen: JSON.stringify(seen), revision: String(revision) }
  return agent.post('/settings').type('form').send(body)
}
