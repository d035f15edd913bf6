import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import { LOGO_PIXELS, MOST_LOGO_BYTES } from './picture.ts'
import { logoFrame } from './province-frame.ts'
import { keptWords, type SettingWords, valueWords } from './setting-words.ts'
import { BOUNDS, type SettingName, type Settings, valuesOf } from './settings.ts'
import { KEPT_CHOICES, languageName } from './settings-form.ts'

/** What views/settings/settings.ejs prints. */
export interface SettingsPage {
  title: string
  /** What was done just now; '' for nothing. */
  done: string
  logo: { href: string; width: number; height: number } | null
  /** What holds, for who may only read it. */
  rows: { name: string; value: string }[]
  /** What nobody can set, because something else decides it. */
  fixed: { name: string; value: string }[]
  /** Null for who may not change anything. */
  form: SettingsForm | null
}

export interface SettingsForm {
  revision: number
  /** JSON of what the form began with. */
  seen: string
  errors: FormErrors
  /** What somebody else changed while this was being entered; null where nobody did. */
  stale: { name: string; now: string }[] | null
  identity: TextField[]
  kiosks: TextField[]
  figures: TextField[]
  retention: SelectField[]
  languages: { legend: string; hint: string; error: string | null; boxes: LanguageBox[] }
  defaultLanguage: SelectField
  logoError: string | null
  logoHint: string
}

interface LanguageBox {
  name: string
  tag: string
  label: string
  checked: boolean
}

export interface Posted {
  /** What the form shows. */
  values: Readonly<Record<string, string>>
  /** What it began with. */
  seen: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  /** The names of what somebody else changed; null where nobody did. */
  stale: readonly SettingName[] | null
  logoError: string | null
}

export interface SettingsPageInput {
  settings: Settings
  /** Null for who may only read. */
  posted: Posted | null
  done: string
  words: SettingWords
}

const IDENTITY = ['provinceNameVi', 'provinceNameEn', 'superiorAgency', 'issuingAgency', 'placeName'] as const
const FIGURES = ['minimumCell', 'coverageFloor'] as const
const RETENTION = ['keepCommentsMonths', 'keepDossiersMonths', 'keepDeviceEventsMonths'] as const
const FIXED = ['ratings', 'audit', 'signInFailures', 'sessions', 'files'] as const

export function settingsPage({ settings, posted, done, words }: SettingsPageInput): SettingsPage {
  const { t } = words
  const names = [...Object.keys(valuesOf(settings)), 'logo'] as (SettingName | 'logo')[]
  return {
    title: t('settings:title'),
    done: done && t(`settings:done.${done}`),
    logo: logoFrame(settings),
    rows: names.map((name) => ({
      name: t(`settings:field.${name}`),
      value: valueWords(settings, name, words),
    })),
    fixed: FIXED.map((name) => ({
      name: t(`settings:fixed.${name}.name`),
      value: t(`settings:fixed.${name}.kept`),
    })),
    form: posted && settingsForm(settings, posted, words),
  }
}

function settingsForm(settings: Settings, posted: Posted, words: SettingWords): SettingsForm {
  const { t, format, languages } = words
  const fields = formFields(posted.values, posted.errors)
  const label = (name: SettingName) => t(`settings:field.${name}`)
  const text = (name: SettingName, type?: TextField['type']) => {
    const bounds = BOUNDS[name as keyof typeof BOUNDS]
    const hint = t(`settings:hint.${name}`, {
      least: bounds && format.count(bounds.least),
      most: bounds && format.count(bounds.most),
    })
    return fields.text(name, { label: label(name), hint }, type)
  }
  return {
    revision: settings.revision,
    seen: JSON.stringify(posted.seen),
    errors: fields.errors,
    stale:
      posted.stale?.map((name) => ({ name: label(name), now: valueWords(settings, name, words) })) ?? null,
    identity: IDENTITY.map((name) => text(name)),
    kiosks: [text('idleSeconds', 'number')],
    figures: FIGURES.map((name) => text(name, 'number')),
    retention: RETENTION.map((name) =>
      fields.select(
        name,
        { label: label(name), hint: t(`settings:hint.${name}`) },
        KEPT_CHOICES.map((value) => ({ value, label: keptWords(Number(value) || null, t) })),
      ),
    ),
    languages: {
      legend: label('languages'),
      hint: t('settings:hint.languages'),
      error: posted.errors.find(({ field }) => field === 'languages')?.message ?? null,
      boxes: languages.map(({ tag, label: name }) => ({
        name: languageName(tag),
        tag,
        label: name,
        checked: posted.values[languageName(tag)] !== undefined,
      })),
    },
    defaultLanguage: fields.select(
      'defaultLanguage',
      { label: label('defaultLanguage'), hint: t('settings:hint.defaultLanguage') },
      [
        { value: '', label: t('settings:value.operator') },
        ...languages.map(({ tag, label: name }) => ({ value: tag, label: name })),
      ],
    ),
    logoError: posted.logoError,
    logoHint: t('settings:logo.hint', {
      kilobytes: MOST_LOGO_BYTES / 1024,
      least: LOGO_PIXELS.least,
      most: format.count(LOGO_PIXELS.most),
    }),
  }
}
