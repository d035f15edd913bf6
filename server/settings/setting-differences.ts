import { type Logo, type SettingName, type SettingValues, valuesOf } from './settings.ts'

type Compared = SettingValues & { logo: Logo | null }

/** The names of what differs. */
export function changedSettings(before: Compared, after: Compared): (SettingName | 'logo')[] {
  const names = (Object.keys(valuesOf(before)) as SettingName[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return before.logo?.hash === after.logo?.hash ? names : [...names, 'logo']
}
