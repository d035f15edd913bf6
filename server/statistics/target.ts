import { type CivilDate, isCivilDate } from './civil-date.ts'
import { isThreshold } from './threshold.ts'

/** A threshold (`value`, percent) of the resolution for a target `year`, in force on civil dates [validFrom, validUntil). */
export interface Target {
  value: number
  validFrom: CivilDate
  validUntil: CivilDate
  year: number
}

/** The target in force on a civil date, or null. A period is judged by the one in force on its last day. */
export function targetAt(targets: readonly Target[], date: CivilDate): Target | null {
  return targets.find((target) => target.validFrom <= date && date < target.validUntil) ?? null
}

/** What is wrong with the targets of one indicator, in words for the operator; empty when each day has exactly one. */
export function targetProblems(targets: readonly Target[]): string[] {
  const ownProblems = targets.flatMap(problemsOf)
  if (ownProblems.length > 0) return ownProblems
  const inOrder = [...targets].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const problems: string[] = []
  let covered: CivilDate | undefined
  for (const { year, validFrom, validUntil } of inOrder) {
    if (covered !== undefined && validFrom < covered)
      problems.push(`target ${year}: overlaps the one before it from ${validFrom} until ${covered}`)
    if (covered !== undefined && validFrom > covered)
      problems.push(`target ${year}: no target is in force from ${covered} until ${validFrom}`)
    covered = covered === undefined || validUntil > covered ? validUntil : covered
  }
  return problems
}

function problemsOf({ value, validFrom, validUntil, year }: Target): string[] {
  const problems: string[] = []
  if (!isThreshold(value)) problems.push(`target ${year}: ${value} is not a percentage above 0, up to 100`)
  for (const date of [validFrom, validUntil])
    if (!isCivilDate(date)) problems.push(`target ${year}: ${date} is not a date (YYYY-MM-DD)`)
  if (problems.length === 0 && validFrom >= validUntil)
    problems.push(`target ${year}: ends (${validUntil}) before it begins (${validFrom})`)
  return problems
}
