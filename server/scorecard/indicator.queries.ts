import { z } from 'zod'
import type { Db } from '../../db/schema.ts'
import type { Localised } from '../instruments/instrument.ts'
import type { Target } from '../statistics/target.ts'

/** SIPAS, the index that the Ministry of Home Affairs publishes: never computed here. */
export const SIPAS = 'S5'

/** A satisfaction target of the resolution. */
export interface SatisfactionIndicator {
  id: string
  name: Localised
  /** The fields whose responses measure it; null when somebody else does. */
  fieldIds: readonly string[] | null
  targets: readonly Target[]
}

export interface PublishedValue {
  scope: 'national' | 'province'
  year: number
  /** Percent. */
  value: number
  source: string
}

const fieldIds = z.array(z.string())

/** Those that responses measure, and SIPAS, in the order of the resolution. */
export async function listSatisfactionIndicators(db: Db): Promise<SatisfactionIndicator[]> {
  const rows = await db
    .selectFrom('indicator')
    .leftJoin('indicator_target', 'indicator_target.indicator_id', 'indicator.id')
    .select([
      'indicator.id',
      'indicator.name_vi',
      'indicator.name_en',
      'indicator.procedure_fields',
      'indicator_target.year',
      'indicator_target.value_number',
      'indicator_target.valid_from',
      'indicator_target.valid_until',
    ])
    .where((eb) => eb.or([eb('measured_by', '=', 'responses'), eb('id', '=', SIPAS)]))
    .orderBy('sort_order')
    .orderBy('year')
    .execute()
  const indicators = new Map<string, SatisfactionIndicator & { targets: Target[] }>()
  for (const row of rows) {
    const indicator = indicators.get(row.id) ?? {
      id: row.id,
      name: { vi: row.name_vi, en: row.name_en },
      fieldIds: row.procedure_fields === null ? null : fieldIds.parse(JSON.parse(row.procedure_fields)),
      targets: [],
    }
    indicators.set(row.id, indicator)
    if (row.year !== null && row.value_number !== null && row.valid_from !== null && row.valid_until !== null)
      indicator.targets.push({
        value: row.value_number,
        year: row.year,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
      })
  }
  return [...indicators.values()]
}

/** What was published of an indicator as a percentage, the latest first. */
export async function listPublishedPercentages(db: Db, indicatorId: string): Promise<PublishedValue[]> {
  const rows = await db
    .selectFrom('published_value')
    .select(['scope', 'year', 'value_number', 'source'])
    .where('indicator_id', '=', indicatorId)
    .where('value_number', 'is not', null)
    .orderBy('year', 'desc')
    .execute()
  return rows.flatMap(({ value_number: value, ...row }) => (value === null ? [] : [{ ...row, value }]))
}
