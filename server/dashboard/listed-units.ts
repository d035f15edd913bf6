import type { Unit } from '../units/unit.queries.ts'
import type { Material } from './material.queries.ts'
import { hasEnded } from './names.ts'
import { ownId } from './satisfaction-cube.ts'

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
export function listedUnits({ question, today, catalogue, tree, cube }: Material): ListedUnits {
  const [top, ...others] = cube.unitsBelow(null)
  const parent = question.unitId ?? (others.length === 0 ? (top ?? null) : null)
  const answering = cube.unitsBelow(parent)
  const own = parent === null ? '' : ownId(parent)
  const exists = (unit: Unit) =>
    question.view === 'now'
      ? !hasEnded(unit, today)
      : unit.validFrom < question.period.until && (unit.validUntil ?? '9999') > question.period.from
  const below = catalogue.units.filter((unit) => tree.get(unit.id) === parent)
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
