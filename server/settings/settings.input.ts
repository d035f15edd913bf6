import { z } from 'zod'
import { BOUNDS, KEPT_MONTHS, type SettingName, type SettingValues } from './settings.ts'

const MOST_CHARACTERS = 120

const line = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .max(MOST_CHARACTERS)
      .regex(/^[^\p{Cc}\p{Cf}]*$/u),
  )
const within = ({ least, most }: { least: number; most: number }) => z.int().min(least).max(most)
const months = z.union([...KEPT_MONTHS.map((count) => z.literal(count)), z.null()])

/** The settings of a province that has these languages. */
function schemaFor(tags: readonly string[]) {
  const tag = z.string().refine((one) => tags.includes(one))
  return z
    .strictObject({
      provinceNameVi: line,
      provinceNameEn: line,
      superiorAgency: line,
      issuingAgency: line,
      placeName: line,
      idleSeconds: within(BOUNDS.idleSeconds),
      minimumCell: within(BOUNDS.minimumCell),
      coverageFloor: within(BOUNDS.coverageFloor),
      keepCommentsMonths: months,
      keepDossiersMonths: months,
      keepDeviceEventsMonths: months,
      languages: z.array(tag).refine((all) => new Set(all).size === all.length),
      defaultLanguage: z.literal('').or(tag),
    } satisfies Record<SettingName, z.ZodType>)
    .refine(isOffered, { path: ['defaultLanguage'] })
}

/** Nobody must be greeted in a language that they are not offered. */
function isOffered({
  languages,
  defaultLanguage,
}: Pick<SettingValues, 'languages' | 'defaultLanguage'>): boolean {
  return defaultLanguage === '' || languages.length === 0 || languages.includes(defaultLanguage)
}

/** A name that is no setting's, or a setting whose value cannot be. */
export interface SettingProblem {
  field: string
  isUnknown: boolean
}

export type ParsedSettings =
  | { values: SettingValues; problems?: never }
  | { values?: never; problems: SettingProblem[] }

/** Each field that is wrong, once. */
export function parseSettings(settings: unknown, tags: readonly string[]): ParsedSettings {
  const parsed = schemaFor(tags).safeParse(settings)
  if (parsed.success) return { values: parsed.data }
  const problems = new Map<string, SettingProblem>()
  for (const issue of parsed.error.issues) {
    const isUnknown = issue.code === 'unrecognized_keys'
    const fields = isUnknown ? issue.keys : [String(issue.path[0] ?? 'settings')]
    for (const field of fields) problems.set(field, { field, isUnknown })
  }
  return { problems: [...problems.values()] }
}
