import type { Period } from '../statistics/reporting-period.ts'
import type { Unit } from '../units/unit.queries.ts'
import type { UnitTree, UnitView } from '../units/unit-tree.ts'
import { hasEnded } from './names.ts'
import { ownId, type SatisfactionCube } from './satisfaction-cube.ts'

export interface UnitScope {
  /** Null for all. */
  unitId: string | null
  view: UnitView
  period: Period
  today: string
  units: readonly Unit[]
  tree: UnitTree
  cube: SatisfactionCube
}

export interface ListedUnits {
  /** Those that exist first, each group in the order of the catalogue: never ranked. */
  unitIds: string[]
  /** The unit whose own answers make a line beside them; null where it has none. */
  ownOf: string | null
}

/**
 * The units by which a selection is broken down: those directly below it that exist, whether anybody answered there or
 * not, and those that answers came from. Where all answers lie under one unit at the top, those below that one.
 */
export function listedUnits({ unitId, view, period, today, units, tree, cube }: UnitScope): ListedUnits {
  const [top, ...others] = cube.unitsBelow(null)
  const parent = unitId ?? (others.length === 0 ? (top ?? null) : null)
  const answering = cube.unitsBelow(parent)
  const own = parent === null ? '' : ownId(parent)
  const exists = (unit: Unit) =>
    view === 'now'
      ? !hasEnded(unit, today)
      : unit.validFrom < period.until && (unit.validUntil ?? '9999') > period.from
  const below = units.filter((unit) => tree.get(unit.id) === parent)
  const listed = below.filter((unit) => exists(unit) || answering.includes(unit.id))
  const known = new Set(listed.map((unit) => unit.id))
  return {
    unitIds: [
      ...listed.filter((unit) => !hasEnded(unit, today)).map((unit) => unit.id),
      ...listed.filter((unit) => hasEnded(unit, today)).map((unit) => unit.id),
      ...answering.filter((id) => id !== own && !known.has(id)),
    ],
    ownOf: answering.includes(own) ? parent : null,
  }
}
