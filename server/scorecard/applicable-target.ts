import type { CivilDate } from '../statistics/reporting-period.ts'
import { type Target, targetAt } from '../statistics/target.ts'
import type { SatisfactionIndicator } from './indicator.queries.ts'

/** The satisfaction target for all procedures together, and for a field for which no other is set. */
const ALL_PROCEDURES = 'S1'

/**
 * The resolution sets these for fields that it names one by one, and does not say whether each alone must reach them
 * or all together: both are shown.
 */
const NAMES_ITS_FIELDS: ReadonlySet<string> = new Set(['S2', 'S4'])

export function namesItsFields(indicator: SatisfactionIndicator): boolean {
  return NAMES_ITS_FIELDS.has(indicator.id)
}

/** The indicator that a single field (null: all together) is judged by. */
export function indicatorOf(
  fieldId: string | null,
  indicators: readonly SatisfactionIndicator[],
): SatisfactionIndicator | undefined {
  const own = indicators.find(
    (indicator) => fieldId !== null && namesItsFields(indicator) && indicator.fieldIds?.includes(fieldId),
  )
  return own ?? indicators.find((indicator) => indicator.id === ALL_PROCEDURES)
}

/** The target in force on a day, if any. */
export function applicableTarget(
  indicator: SatisfactionIndicator | undefined,
  day: CivilDate,
): Target | null {
  return indicator ? targetAt(indicator.targets, day) : null
}
