import { allAtMost, givesAway, isSmall } from './suppression.ts'
import type { TallyCube } from './tally-cube.ts'

/**
 * Which cells of a cube to hide (1) so that no table of one of its totals, whatever it is broken down by and narrowed
 * to, gives a small cell away: small cells are hidden, and whatever lies below a hidden cell, and in each breakdown
 * the next smallest until the hidden ones cannot be computed from the rest. One pattern for all pages of a period:
 * what one table hides no other shows.
 */
export function suppressCube(cube: TallyCube): Uint8Array {
  const hidden = Uint8Array.from(cube.answered, (count) => (isSmall(count) ? 1 : 0))
  const families = familiesOf(cube)
  let changed = true
  while (changed) {
    changed = false
    for (const family of families) if (settle(family, cube.answered, hidden)) changed = true
  }
  return hidden
}

/** A total's cell, and how far from it the cells stand that add up to it. */
interface Family {
  total: number
  offsets: readonly number[]
}

function familiesOf({ dimensions, strides, answered }: TallyCube): Family[] {
  const families: Family[] = []
  dimensions.forEach(({ children }, d) => {
    const stride = strides[d] ?? 1
    const block = stride * children.length
    children.forEach((values, parent) => {
      if (values.length === 0) return
      const offsets = values.map((value) => (value - parent) * stride)
      for (let start = parent * stride; start < answered.length; start += block)
        for (let total = start; total < start + stride; total++)
          if ((answered[total] ?? 0) > 0) families.push({ total, offsets })
    })
  })
  return families
}

/** Hides what this family needs hidden; false when there was nothing to do. */
function settle({ total, offsets }: Family, answered: Uint32Array, hidden: Uint8Array): boolean {
  let changed = false
  for (;;) {
    let count = 0
    let sum = 0
    let next = Number.POSITIVE_INFINITY
    for (const offset of offsets) {
      const size = answered[total + offset] ?? 0
      if (hidden[total + offset] === 1) {
        count++
        sum += size
      } else if (size > 0 && size < next) next = size
    }
    const isTotalHidden = hidden[total] === 1
    if (!isTotalHidden && !givesAway({ count, sum }) && !allAtMost({ count, sum })) return changed
    if (next === Number.POSITIVE_INFINITY) {
      if (isTotalHidden || !givesAway({ count, sum })) return changed
      hidden[total] = 1
      changed = true
    } else {
      for (const offset of offsets) {
        const size = answered[total + offset] ?? 0
        if (size > 0 && (isTotalHidden || size === next)) hidden[total + offset] = 1
      }
      changed = true
    }
  }
}
