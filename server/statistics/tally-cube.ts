import type { Dimension } from './dimension.ts'
import type { Tally } from './tally.ts'

/** Tallies of every combination of values of some dimensions, totals included, in flat arrays: thousands of cells in some milliseconds. */
export interface TallyCube {
  dimensions: readonly Dimension[]
  /** How far apart two neighbouring values of each dimension are. */
  strides: readonly number[]
  r1: Uint32Array
  r2: Uint32Array
  r3: Uint32Array
  r4: Uint32Array
  r5: Uint32Array
  noOpinion: Uint32Array
  /** Respondents who gave a rating. */
  answered: Uint32Array
}

const COUNTS = ['r1', 'r2', 'r3', 'r4', 'r5', 'noOpinion'] as const

/** Where a combination of values (one id for each dimension) stands; undefined where one is not in its dimension. */
export function cellOf({ dimensions, strides }: TallyCube, ids: readonly string[]): number | undefined {
  let cell = 0
  for (let d = 0; d < dimensions.length; d++) {
    const position = dimensions[d]?.positions.get(ids[d] ?? '')
    if (position === undefined) return undefined
    cell += position * (strides[d] ?? 0)
  }
  return cell
}

export function tallyAt(cube: TallyCube, cell: number): Tally {
  const tally = { r1: 0, r2: 0, r3: 0, r4: 0, r5: 0, noOpinion: 0 }
  for (const count of COUNTS) tally[count] = cube[count][cell] ?? 0
  return tally
}

/**
 * Counts rows into a cube and adds every cell to those above it. `place` names a row's value in each dimension, always
 * one without children, so that a total is the sum of its parts.
 */
export function tallyCubeOf<Row extends Tally>(
  dimensions: readonly Dimension[],
  rows: readonly Row[],
  place: (row: Row) => readonly string[],
): TallyCube {
  const strides = stridesOf(dimensions)
  const size = dimensions.reduce((product, { ids }) => product * ids.length, 1)
  const empty = () => new Uint32Array(size)
  const cube: TallyCube = {
    dimensions,
    strides,
    r1: empty(),
    r2: empty(),
    r3: empty(),
    r4: empty(),
    r5: empty(),
    noOpinion: empty(),
    answered: empty(),
  }
  for (const row of rows) addRow(cube, row, place(row))
  for (const count of [...COUNTS, 'answered'] as const) rollUp(cube, cube[count])
  return cube
}

function stridesOf(dimensions: readonly Dimension[]): number[] {
  const strides: number[] = []
  let stride = 1
  for (const { ids } of dimensions.toReversed()) {
    strides.unshift(stride)
    stride *= ids.length
  }
  return strides
}

function addRow(cube: TallyCube, row: Tally, ids: readonly string[]): void {
  const cell = cellOf(cube, ids)
  if (cell === undefined) throw new Error(`no place for ${ids.join(' × ')}`)
  for (const count of COUNTS) cube[count][cell] = (cube[count][cell] ?? 0) + row[count]
  cube.answered[cell] = (cube.answered[cell] ?? 0) + row.r1 + row.r2 + row.r3 + row.r4 + row.r5
}

/** Children stand after their parents, so that going backwards each has all of its own before it is added. */
function rollUp({ dimensions, strides }: TallyCube, counts: Uint32Array): void {
  dimensions.forEach(({ parents }, d) => {
    const stride = strides[d] ?? 1
    const block = stride * parents.length
    for (let start = 0; start < counts.length; start += block) {
      for (let value = parents.length - 1; value > 0; value--) {
        const from = start + value * stride
        const to = start + (parents[value] ?? 0) * stride
        for (let s = 0; s < stride; s++) counts[to + s] = (counts[to + s] ?? 0) + (counts[from + s] ?? 0)
      }
    }
  })
}
