import type { Dimension } from './dimension.ts'
import { allAtMost, givesAway, isSmall } from './suppression.ts'
import type { TallyCube } from './tally-cube.ts'

/**
 * Which cells of a cube to hide (1) so that no table of one of its totals, whatever it is broken down by and narrowed
 * to, gives a small cell away: small cells are hidden, and in each breakdown the next smallest until the hidden ones
 * cannot be computed from the rest, and everything that a hidden cell is made of. One pattern for all pages of a
 * period: what one table hides no other shows.
 */
export function suppressCube(cube: TallyCube, minimumCell: number): Uint8Array {
  const hidden = Uint8Array.from(cube.answered, (count) => (isSmall(count, minimumCell) ? 1 : 0))
  const families = familiesOf(cube)
  let changed = true
  while (changed) {
    changed = false
    for (const family of families) {
      if (settle(family, { answered: cube.answered, hidden, minimumCell })) changed = true
    }
  }
  return hidden
}

/** A total's cell, and how far from it the cells stand that add up to it. */
interface Family {
  total: number
  offsets: readonly number[]
  /** Such a total is shown in one line and opens into no page. */
  isPooled: boolean
}

function familiesOf(cube: TallyCube): Family[] {
  const { dimensions, strides, answered } = cube
  const pooled = pooledCells(cube)
  const families: Family[] = []
  dimensions.forEach((dimension, d) => {
    const stride = strides[d] ?? 1
    const block = stride * dimension.ids.length
    dimension.ids.forEach((_, parent) => {
      for (const values of breakdownsOf(dimension, parent)) {
        const offsets = values.map((value) => (value - parent) * stride)
        for (let start = parent * stride; start < answered.length; start += block)
          for (let total = start; total < start + stride; total++)
            if ((answered[total] ?? 0) > 0) families.push({ total, offsets, isPooled: pooled[total] === 1 })
      }
    })
  })
  return families
}

/** Marks the cells that have a pooled value in any dimension. */
function pooledCells({ dimensions, strides, answered }: TallyCube): Uint8Array {
  const pooled = new Uint8Array(answered.length)
  dimensions.forEach(({ isPooled }, d) => {
    const stride = strides[d] ?? 1
    isPooled.forEach((is, value) => {
      if (!is) return
      for (let start = value * stride; start < pooled.length; start += stride * isPooled.length)
        pooled.fill(1, start, start + stride)
    })
  })
  return pooled
}

/** A value's children, and what a page shows instead where some of them are pooled: the values that these pool. */
function breakdownsOf({ children, isPooled }: Dimension, value: number): (readonly number[])[] {
  const own = children[value] ?? []
  if (own.length === 0) return []
  const shown = (values: readonly number[]): number[] =>
    values.flatMap((child) => (isPooled[child] ? shown(children[child] ?? []) : child))
  return own.some((child) => isPooled[child]) ? [own, shown(own)] : [own]
}

interface Cells {
  answered: Uint32Array
  /** 1 = hidden. */
  hidden: Uint8Array
  minimumCell: number
}

/** Hides what this family needs hidden; false when there was nothing to do. */
function settle(family: Family, { answered, hidden, minimumCell }: Cells): boolean {
  const { total, offsets, isPooled } = family
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
    // Nothing lies below a pooled total on the pages: it is enough that its parts do not add up to it.
    const isSafe = isTotalHidden
      ? next === Number.POSITIVE_INFINITY || (isPooled && count > 0)
      : !givesAway({ count, sum }, minimumCell) && !allAtMost({ count, sum }, minimumCell)
    if (isSafe) return changed
    if (next < Number.POSITIVE_INFINITY)
      hideParts(family, answered, hidden, isTotalHidden && !isPooled ? null : next)
    else if (givesAway({ count, sum }, minimumCell)) hidden[total] = 1
    else return changed
    changed = true
  }
}

/** Hides the parts of that size (which of two equal ones was chosen would tell their size), or all for null. */
function hideParts(
  { total, offsets }: Family,
  answered: Uint32Array,
  hidden: Uint8Array,
  size: number | null,
): void {
  for (const offset of offsets) {
    const own = answered[total + offset] ?? 0
    if (own > 0 && (size === null || own === size)) hidden[total + offset] = 1
  }
}
