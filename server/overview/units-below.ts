import { unitRows } from '../dashboard/breakdowns.ts'
import type { FigureRow } from '../dashboard/figure-row.ts'
import type { Material } from '../dashboard/material.ts'
import type { Names } from '../dashboard/names.ts'
import { binomialLowerTail } from '../statistics/binomial-tail.ts'
import { adjustedForMany } from '../statistics/false-discoveries.ts'
import { thresholdShare } from '../statistics/threshold.ts'

/** Of the units that are named, at most this share is expected to be named wrongly. */
const FALSE_DISCOVERIES = 0.1

/**
 * The units whose answers show that they are below their threshold, in the order of the catalogue: never ranked. Each
 * verdict alone may be wrong once in twenty times, and of many units some would always be, so they are judged together.
 */
export function unitsBelow(material: Material, names: Names): FigureRow[] {
  const judged = unitRows(material, names).filter(
    ({ judgement }) => judgement !== null && DECIDABLE.has(judgement.evidence),
  )
  const adjusted = adjustedForMany(judged.map(chanceIfReached))
  return judged.filter(
    ({ judgement }, at) => judgement?.evidence === 'not_met' && (adjusted[at] ?? 1) <= FALSE_DISCOVERIES,
  )
}

const DECIDABLE: ReadonlySet<string> = new Set(['met', 'not_met', 'undecided'])

/** How likely as few satisfied or fewer would be if the unit just reached its threshold. */
function chanceIfReached({ figure, target }: FigureRow): number {
  if (figure.state !== 'measured' || target === null) return 1
  return binomialLowerTail(figure.satisfied, figure.answered, thresholdShare(target.value))
}
