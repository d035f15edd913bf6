import { z } from 'zod'
import type { IndicatorTable, IndicatorTargetTable, PublishedValueTable } from '../../db/schema.ts'

const target = z.union([z.number(), z.string()])

const indicator = z.object({
  id: z.string(),
  clause: z.string(),
  name_vi: z.string(),
  name_en: z.string(),
  unit: z.enum(['percent', 'rank', 'group']),
  direction: z.string(),
  targets: z.partialRecord(z.enum(['2025', '2030']), target),
  measured_by: z.enum(['responses', 'external']),
  scope: z.object({ fields: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
  note: z.string().optional(),
})

const indicatorCatalogueFile = z.object({
  satisfaction: z.array(indicator),
  other: z.array(indicator),
  published_values: z.array(
    z.object({
      indicator: z.string(),
      scope: z.enum(['national', 'province']).default('province'),
      year: z.int(),
      value: z.number().optional(),
      score: z.number().optional(),
      rank: z.int().optional(),
      source: z.string().default('secondary'),
      note: z.string().optional(),
    }),
  ),
})

/** The targets of Resolution 20-NQ/TU hold from its date; the 2025 set ends with 2025. */
const VALIDITY = {
  2025: { valid_from: '2022-11-04', valid_until: '2026-01-01' },
  2030: { valid_from: '2026-01-01', valid_until: '2031-01-01' },
} as const

export interface FieldOfIndicator {
  id: string
  provider: string
}

/** `db/seed/indicators.json` as rows. `fields` are the procedure fields, of which S3 takes those of administrative agencies. */
export function indicatorCatalogue(file: unknown, fields: readonly FieldOfIndicator[]) {
  const { satisfaction, other, published_values } = indicatorCatalogueFile.parse(file)
  const all = [...satisfaction, ...other]
  return {
    indicators: all.map(
      (row, index): IndicatorTable => ({
        id: row.id,
        clause: row.clause,
        name_vi: row.name_vi,
        name_en: row.name_en,
        measure: row.unit,
        direction: row.direction,
        measured_by: row.measured_by,
        procedure_fields: row.measured_by === 'responses' ? JSON.stringify(fieldsOf(row, fields)) : null,
        note: row.note ?? null,
        sort_order: index + 1,
      }),
    ),
    targets: all.flatMap((row) =>
      Object.entries(row.targets).map(([year, value]): IndicatorTargetTable => {
        const validity = VALIDITY[Number(year) as keyof typeof VALIDITY]
        return {
          indicator_id: row.id,
          year: Number(year),
          value_number: typeof value === 'number' ? value : null,
          value_text: typeof value === 'string' ? value : null,
          ...validity,
        }
      }),
    ),
    publishedValues: published_values.map(
      (row): PublishedValueTable => ({
        indicator_id: row.indicator,
        scope: row.scope,
        year: row.year,
        value_number: row.value ?? null,
        score: row.score ?? null,
        rank: row.rank ?? null,
        source: row.source,
        note: row.note ?? null,
      }),
    ),
  }
}

function fieldsOf(row: z.infer<typeof indicator>, fields: readonly FieldOfIndicator[]): string[] {
  const scope = row.scope?.fields
  if (Array.isArray(scope)) return scope
  const administrative = scope?.includes('state administrative agencies')
  return fields
    .filter((field) => !administrative || field.provider === 'administrative_agency')
    .map((field) => field.id)
}
