import type { CivilDate } from '../../db/schema.ts'

export const TOUCHPOINT_STATES = ['open', 'upcoming', 'closed', 'retired'] as const

/**
 * open: takes ratings today. upcoming: does not yet. retired: taken out of service or replaced. closed: still in
 * service, but its unit or its wave has ended.
 */
export type TouchpointState = (typeof TOUCHPOINT_STATES)[number]

export interface TouchpointDates {
  validUntil: CivilDate | null
  replacedBy: string | null
  /** The first days of all that it needs. */
  opens: readonly CivilDate[]
  /** The days after the last of what it needs. */
  closes: readonly (CivilDate | null)[]
}

export function touchpointState(
  { validUntil, replacedBy, opens, closes }: TouchpointDates,
  today: CivilDate,
): TouchpointState {
  if (replacedBy !== null || hasPassed(validUntil, today)) return 'retired'
  if (closes.some((date) => hasPassed(date, today))) return 'closed'
  return opens.some((date) => date > today) ? 'upcoming' : 'open'
}

function hasPassed(until: CivilDate | null, today: CivilDate): boolean {
  return until !== null && until <= today
}
