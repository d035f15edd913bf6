import type { Format } from '../web/format.ts'
import type { Language, Translate } from '../web/i18n.ts'
import { changedSettings } from './setting-differences.ts'
import type { SettingProblem } from './settings.input.ts'
import { BOUNDS, type Logo, type SettingName, type SettingValues } from './settings.ts'

export interface SettingWords {
  t: Translate
  format: Format
  languages: readonly Pick<Language, 'tag' | 'label'>[]
}

export type ShownSettings = SettingValues & { logo: Logo | null }

/** A setting as a sentence's end: 30 giây, 24 tháng, Tiếng Việt, English. */
export function valueWords(
  settings: ShownSettings,
  name: SettingName | 'logo',
  { t, format, languages }: SettingWords,
): string {
  const labelOf = (tag: string) => languages.find((one) => one.tag === tag)?.label ?? tag
  switch (name) {
    case 'logo': {
      const { logo } = settings
      return logo
        ? t('settings:value.logo', { width: logo.width, height: logo.height })
        : t('settings:value.none')
    }
    case 'idleSeconds':
      return t('settings:value.seconds', { seconds: format.count(settings[name]) })
    case 'minimumCell':
      return t('settings:value.answers', { answers: format.count(settings[name]) })
    case 'coverageFloor':
      return settings[name] === 0 ? t('settings:value.noFloor') : format.percent(settings[name])
    case 'keepCommentsMonths':
    case 'keepDossiersMonths':
    case 'keepDeviceEventsMonths':
      return keptWords(settings[name], t)
    case 'languages':
      return settings[name].length === 0 ? t('settings:value.all') : settings[name].map(labelOf).join(', ')
    case 'defaultLanguage':
      return settings[name] === '' ? t('settings:value.operator') : labelOf(settings[name])
    default:
      return settings[name] || t('settings:value.none')
  }
}

export function keptWords(months: number | null, t: Translate): string {
  return months === null ? t('settings:value.forGood') : t('settings:value.months', { months })
}

/** What somebody must do about a setting that was not taken. */
export function problemWords({ field, isUnknown }: SettingProblem, { t, format }: SettingWords): string {
  if (isUnknown) return t('settings:error.unknown', { field })
  const bounds = BOUNDS[field as keyof typeof BOUNDS]
  return t(`settings:error.${field}`, {
    least: bounds && format.count(bounds.least),
    most: bounds && format.count(bounds.most),
  })
}

export interface Difference {
  name: string
  before: string
  after: string
}

/** What would change, setting by setting. */
export function differences(before: ShownSettings, after: ShownSettings, words: SettingWords): Difference[] {
  return changedSettings(before, after).map((name) => ({
    name: words.t(`settings:field.${name}`),
    before: valueWords(before, name, words),
    after: valueWords(after, name, words),
  }))
}
