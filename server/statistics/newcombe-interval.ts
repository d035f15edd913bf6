import type { Interval } from './proportion.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** Satisfied respondents of those who answered. */
export interface Proportion {
  satisfied: number
  answered: number
}

/**
 * Newcombe's hybrid score interval of `first − second` (two independent shares), two-sided 95 %, within −1..1.
 * Throws RangeError where either has no answers. R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
 */
export function newcombeInterval(first: Proportion, second: Proportion): Interval {
  const a = first.satisfied / first.answered
  const b = second.satisfied / second.answered
  const ofA = wilsonInterval(first.satisfied, first.answered)
  const ofB = wilsonInterval(second.satisfied, second.answered)
  return {
    lower: a - b - Math.hypot(a - ofA.lower, ofB.upper - b),
    upper: a - b + Math.hypot(ofA.upper - a, b - ofB.lower),
  }
}
