import type { CivilDate, Instant, UnitKind } from '../../db/schema.ts'

/** What happened to one or several units. Units are named by their ids, which never change. */
export type UnitDeed =
  | { kind: 'created'; unitId: string; name: string; unitKind: UnitKind; parentId: string | null }
  | { kind: 'renamed'; unitId: string; name: string }
  | { kind: 'moved'; unitId: string; parentId: string | null }
  | { kind: 'merged'; predecessorIds: readonly string[]; successorId: string }
  | { kind: 'split'; unitId: string; parts: readonly SplitPart[] }
  | { kind: 'closed'; unitId: string }

export interface SplitPart {
  unitId: string
  /** Of what the split unit did, as those say who decided it; null where nobody said. */
  sharePercent: number | null
}

/** A deed with the day from which it holds. */
export interface DatedDeed {
  deed: UnitDeed
  effectiveOn: CivilDate
}

/** A deed as it was entered. */
export interface UnitChange extends DatedDeed {
  id: string
  /** In the order in which they were entered. */
  number: number
  enteredAt: Instant
  enteredBy: string | null
  /** When it was undone; null while it is in force. */
  undoneAt: Instant | null
}

/** The units that end by a deed. */
export function endedBy(deed: UnitDeed): readonly string[] {
  if (deed.kind === 'merged') return deed.predecessorIds
  return deed.kind === 'split' || deed.kind === 'closed' ? [deed.unitId] : []
}

/** Those that a deed is about: everything but the parents that are named in it. */
export function unitsOf(deed: UnitDeed): readonly string[] {
  if (deed.kind === 'merged') return [...deed.predecessorIds, deed.successorId]
  return deed.kind === 'split' ? [deed.unitId, ...deed.parts.map(({ unitId }) => unitId)] : [deed.unitId]
}

export function inForce(changes: readonly UnitChange[]): UnitChange[] {
  return changes.filter(({ undoneAt }) => undoneAt === null)
}
