import { DEFAULT_SETTINGS, KEPT_MONTHS, type SettingName, type SettingValues, valuesOf } from './settings.ts'

/** What the form posts for «for good». */
const KEEP = 'keep'
export const KEPT_CHOICES = [...KEPT_MONTHS.map(String), KEEP]

const NUMBERS = new Set(['idleSeconds', 'minimumCell', 'coverageFloor'])
const MONTHS = new Set(['keepCommentsMonths', 'keepDossiersMonths', 'keepDeviceEventsMonths'])

/** The name of the box of a language. */
export function languageName(tag: string): string {
  return `language.${tag}`
}

/** What the form posts, as `parseSettings` reads it; what is not a number stays as it is and is refused there. */
export function settingsFromForm(form: Readonly<Record<string, unknown>>, tags: readonly string[]): unknown {
  const boxes = new Set(tags.map(languageName))
  const others = Object.entries(form).filter(([name]) => !boxes.has(name))
  return {
    ...Object.fromEntries(others.map(([name, value]) => [name, entered(name, value)])),
    languages: offered(
      tags.filter((tag) => form[languageName(tag)] !== undefined),
      tags,
    ),
  }
}

function entered(name: string, value: unknown): unknown {
  if (MONTHS.has(name) && value === KEEP) return null
  const isNumber = NUMBERS.has(name) || MONTHS.has(name)
  return isNumber && typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : value
}

/** Where all are ticked, a language that is added later is offered too; none at all cannot be. */
function offered(ticked: readonly string[], tags: readonly string[]): readonly string[] | null {
  if (ticked.length === 0) return null
  return ticked.length === tags.length ? [] : ticked
}

/** Settings as the form posts them. */
export function settingsToForm(settings: SettingValues, tags: readonly string[]): Record<string, string> {
  const { languages, ...others } = valuesOf(settings)
  const ticked = languages.length === 0 ? tags : languages
  return {
    ...Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, value === null ? KEEP : String(value)]),
    ),
    ...Object.fromEntries(ticked.map((tag) => [languageName(tag), 'on'])),
  }
}

/** The values of a form by input. */
export type FormValues = Readonly<Record<string, string>>

/**
 * What somebody entered over settings that were changed meanwhile: what they left alone becomes what it is now.
 * `seen` is what their form began with.
 */
export function mergedForm({
  entered,
  seen,
  now,
}: Record<'entered' | 'seen' | 'now', FormValues>): FormValues {
  const names = new Set([...Object.keys(entered), ...Object.keys(seen), ...Object.keys(now)])
  const merged = [...names].flatMap((name): [string, string][] => {
    const value = entered[name] === seen[name] ? now[name] : entered[name]
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(merged)
}

/** The settings in which two states of the form differ. */
export function differingSettings(a: FormValues, b: FormValues): SettingName[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name])
  const settings = names.map((name) => (name.startsWith(languageName('')) ? 'languages' : name))
  return (Object.keys(valuesOf(DEFAULT_SETTINGS)) as SettingName[]).filter((name) => settings.includes(name))
}
