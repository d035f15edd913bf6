import { newcombeInterval, type Proportion } from './newcombe-interval.ts'
import type { Interval } from './proportion.ts'
import { answered, satisfied, type Tally } from './tally.ts'

/** How a share changed, in percentage points (−100..100), unrounded. */
export interface Change {
  /** Now − before. */
  points: number
  /** Newcombe's 95 % interval of the change, in percentage points. */
  interval: Interval
  /** Whether the interval excludes no change at all. */
  clear: boolean
}

/** The change of the satisfaction share from one period to another; null where either has too few answers to show. */
export function changeBetween(before: Tally, now: Tally, minimumCell: number): Change | null {
  const then = proportionOf(before)
  const current = proportionOf(now)
  if (then.answered < minimumCell || current.answered < minimumCell) return null
  const { lower, upper } = newcombeInterval(current, then)
  return {
    points: 100 * (current.satisfied / current.answered - then.satisfied / then.answered),
    interval: { lower: 100 * lower, upper: 100 * upper },
    clear: lower > 0 || upper < 0,
  }
}

function proportionOf(tally: Tally): Proportion {
  return { satisfied: satisfied(tally), answered: answered(tally) }
}
