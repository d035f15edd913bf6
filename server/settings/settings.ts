import { MINIMUM_CELL } from '../statistics/suppression.ts'
import type { Locale } from '../web/i18n.ts'

/** How many months something is kept; null for good. */
export type KeptMonths = number | null

/** What a province decides for itself, by the names that the form, the file and the audit use. */
export interface SettingValues {
  /** '' where the program goes by its own name alone. */
  provinceNameVi: string
  /** '' for the Vietnamese name. */
  provinceNameEn: string
  /** Cơ quan chủ quản, the first line of a letterhead (NĐ 30/2020/NĐ-CP); '' for none. */
  superiorAgency: string
  /** Cơ quan ban hành, its second line; '' for no letterhead at all. */
  issuingAgency: string
  /** Địa danh, where a document is from; '' for none. */
  placeName: string
  /** How long nobody may have touched a kiosk before it asks whether somebody is still there. */
  idleSeconds: number
  /** See server/statistics/figure-rules.ts. */
  minimumCell: number
  /** Percent; see server/statistics/figure-rules.ts. */
  coverageFloor: number
  /** The words of comments. */
  keepCommentsMonths: KeptMonths
  /** Dossiers by the hash of their code, with their invitations, and which of them were rated. */
  keepDossiersMonths: KeptMonths
  /** What happened with kiosks, once it was settled. */
  keepDeviceEventsMonths: KeptMonths
  /** Tags of the languages that citizens are offered; empty for all that there are. */
  languages: readonly string[]
  /** A tag; '' for DEFAULT_LOCALE. */
  defaultLanguage: string
}

export type SettingName = keyof SettingValues

/** The picture itself lies beside the settings: see logo.queries.ts. */
export interface Logo {
  /** Of its bytes: a new picture has a new address. */
  hash: string
  type: 'png' | 'jpg'
  width: number
  height: number
}

export interface Settings extends SettingValues {
  /** Rises with every change, so that of two people who save at once the second is told. */
  revision: number
  logo: Logo | null
}

const TWO_YEARS = 24

/** What holds while nobody has decided anything. */
export const DEFAULT_SETTINGS: Settings = {
  revision: 0,
  logo: null,
  provinceNameVi: '',
  provinceNameEn: '',
  superiorAgency: '',
  issuingAgency: '',
  placeName: '',
  idleSeconds: 30,
  minimumCell: MINIMUM_CELL,
  coverageFloor: 20,
  keepCommentsMonths: TWO_YEARS,
  keepDossiersMonths: TWO_YEARS,
  keepDeviceEventsMonths: TWO_YEARS,
  languages: [],
  defaultLanguage: '',
}

/** Within which numbers a setting must stay. */
export const BOUNDS = {
  idleSeconds: { least: 15, most: 120 },
  minimumCell: { least: MINIMUM_CELL, most: 100 },
  coverageFloor: { least: 0, most: 100 },
} as const

/** For how many months things can be kept, if not for good: two reports of a year need a year at least. */
export const KEPT_MONTHS = [12, 24, 36, 60] as const

export function provinceName({ provinceNameVi, provinceNameEn }: SettingValues, locale: Locale): string {
  return (locale === 'en' && provinceNameEn) || provinceNameVi
}

/** The values alone, in the order in which they are listed. */
export function valuesOf(settings: SettingValues): SettingValues {
  const names = Object.keys(DEFAULT_SETTINGS).filter((name) => name !== 'revision' && name !== 'logo')
  return Object.fromEntries(
    names.map((name) => [name, settings[name as SettingName]]),
  ) as unknown as SettingValues
}
