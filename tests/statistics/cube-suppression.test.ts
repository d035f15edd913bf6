import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suppressCube } from '../../server/statistics/cube-suppression.ts'
import { type Dimension, dimension } from '../../server/statistics/dimension.ts'
import { MINIMUM_CELL } from '../../server/statistics/suppression.ts'
import { emptyTally } from '../../server/statistics/tally.ts'
import { cellOf, tallyCubeOf } from '../../server/statistics/tally-cube.ts'

const flat = (...ids: string[]): Dimension => dimension(ids.map((id) => ({ id, parent: '' })))

const UNITS = dimension([
  { id: 'province', parent: '' },
  { id: 'a', parent: 'province' },
  { id: 'b', parent: 'province' },
  { id: 'c', parent: 'province' },
])
const FIELDS = dimension([
  { id: 'pooled', parent: '', isPooled: true },
  { id: 'land', parent: 'pooled' },
  { id: 'construction', parent: 'pooled' },
  { id: 'other', parent: '' },
])
const KINDS = flat('citizen', 'business')
const DIMENSIONS = [UNITS, FIELDS, KINDS]

interface Row {
  ids: readonly string[]
  count: number
}

function cubeOf(rows: readonly Row[]) {
  return tallyCubeOf(
    DIMENSIONS,
    rows.map(({ ids, count }) => ({ ...emptyTally(), r5: count, ids })),
    ({ ids }) => ids,
  )
}

function hiddenOf(rows: readonly Row[], minimumCell = MINIMUM_CELL) {
  const cube = cubeOf(rows)
  const hidden = suppressCube(cube, minimumCell)
  return (...ids: string[]) => hidden[cellOf(cube, ids) ?? -1] === 1
}

const anyRows = fc
  .array(fc.oneof(fc.nat(15), fc.nat(400)), { minLength: 18, maxLength: 18 })
  .map((counts): Row[] =>
    ['a', 'b', 'c'].flatMap((unit, u) =>
      ['land', 'construction', 'other'].flatMap((field, f) =>
        ['citizen', 'business'].map((kind, k) => ({
          ids: [unit, field, kind],
          count: counts[u * 6 + f * 2 + k] ?? 0,
        })),
      ),
    ),
  )

describe('A cube of tallies', () => {
  it('holds every total', () => {
    const cube = cubeOf([
      { ids: ['a', 'land', 'citizen'], count: 20 },
      { ids: ['b', 'land', 'business'], count: 30 },
      { ids: ['b', 'other', 'business'], count: 40 },
    ])
    const countOf = (...ids: string[]) => cube.answered[cellOf(cube, ids) ?? -1]
    expect(countOf('', '', '')).toBe(90)
    expect(countOf('province', 'pooled', '')).toBe(50)
    expect(countOf('b', '', '')).toBe(70)
    expect(countOf('', 'other', 'business')).toBe(40)
    expect(countOf('c', '', '')).toBe(0)
    expect(cellOf(cube, ['nowhere', '', ''])).toBeUndefined()
  })

  it('refuses a value that hangs in the air', () => {
    expect(() => dimension([{ id: 'a', parent: 'nowhere' }])).toThrow('hangs in the air')
  })
})

describe('Suppression in a cube (F61)', () => {
  it('hides a small unit and the next smallest, so that the total does not give it away', () => {
    const isHidden = hiddenOf([
      { ids: ['a', 'land', 'citizen'], count: 5 },
      { ids: ['b', 'land', 'citizen'], count: 80 },
      { ids: ['c', 'land', 'citizen'], count: 90 },
    ])
    expect([isHidden('a', '', ''), isHidden('b', '', ''), isHidden('c', '', '')]).toEqual([true, true, false])
    expect(isHidden('', '', '')).toBe(false)
  })

  it('hides with a unit everything that the unit is made of', () => {
    const isHidden = hiddenOf([
      { ids: ['a', 'land', 'citizen'], count: 5 },
      { ids: ['b', 'land', 'citizen'], count: 40 },
      { ids: ['b', 'other', 'business'], count: 40 },
      { ids: ['c', 'land', 'citizen'], count: 90 },
    ])
    expect(isHidden('b', '', '')).toBe(true)
    expect([isHidden('b', 'land', ''), isHidden('b', 'other', 'business')]).toEqual([true, true])
  })

  it('hides a pooled figure that would give a single field away', () => {
    const isHidden = hiddenOf([
      { ids: ['a', 'land', 'citizen'], count: 4 },
      { ids: ['a', 'other', 'citizen'], count: 60 },
    ])
    expect(isHidden('', 'land', '')).toBe(true)
    expect(isHidden('', 'pooled', '')).toBe(true)
    expect(isHidden('', 'other', '')).toBe(true)
  })

  it('hides with a pooled figure only as much of it as keeps it from being added up', () => {
    const isHidden = hiddenOf([
      { ids: ['a', 'land', 'citizen'], count: 1000 },
      { ids: ['a', 'construction', 'citizen'], count: 20 },
      { ids: ['a', 'other', 'citizen'], count: 5 },
    ])
    expect([isHidden('', 'other', ''), isHidden('', 'pooled', ''), isHidden('', 'construction', '')]).toEqual(
      [true, true, true],
    )
    expect([isHidden('', 'land', ''), isHidden('', '', '')]).toEqual([false, false])
  })

  it('hides in the table by field what it hid in the table by unit, whichever way one comes', () => {
    const isHidden = hiddenOf([
      { ids: ['a', 'land', 'citizen'], count: 6 },
      { ids: ['a', 'construction', 'citizen'], count: 70 },
      { ids: ['b', 'land', 'citizen'], count: 50 },
      { ids: ['b', 'construction', 'citizen'], count: 80 },
      { ids: ['c', 'land', 'citizen'], count: 60 },
      { ids: ['c', 'construction', 'citizen'], count: 90 },
    ])
    // Land of a is small; land of b hides it among units, construction of a among fields, construction of b both.
    expect([isHidden('a', 'land', ''), isHidden('b', 'land', '')]).toEqual([true, true])
    expect([isHidden('a', 'construction', ''), isHidden('b', 'construction', '')]).toEqual([true, true])
    expect([isHidden('c', 'land', ''), isHidden('c', 'construction', '')]).toEqual([false, false])
  })

  it('never hides where nobody answered, and nothing where all are many', () => {
    const isHidden = hiddenOf([
      { ids: ['a', 'land', 'citizen'], count: 100 },
      { ids: ['b', 'land', 'citizen'], count: 100 },
    ])
    expect([isHidden('a', '', ''), isHidden('b', '', ''), isHidden('c', '', '')]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('leaves in no table of a total that is shown one hidden cell alone, nor a small sum', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const cube = cubeOf(rows)
        const hidden = suppressCube(cube, MINIMUM_CELL)
        cube.answered.forEach((count, cell) => {
          if (count > 0 && count < 10) expect(hidden[cell]).toBe(1)
        })
        for (const { total, parts, isPooled } of tablesOf(cube)) {
          const hiddenParts = parts.filter((part) => hidden[part] === 1)
          if (hidden[total] === 1 && isPooled) {
            expect(hiddenParts.length).toBeGreaterThan(0)
          } else if (hidden[total] === 1) {
            expect(hiddenParts).toEqual(parts.filter((part) => (cube.answered[part] ?? 0) > 0))
          } else if (hiddenParts.length > 0) {
            const sum = hiddenParts.reduce((all, part) => all + (cube.answered[part] ?? 0), 0)
            expect(hiddenParts.length).toBeGreaterThan(1)
            expect(sum).toBeGreaterThanOrEqual(10)
          }
        }
      }),
    )
  })
})

/** Every total of a cube with the cells that add up to it, by each dimension. */
function tablesOf({ dimensions, strides, answered }: ReturnType<typeof cubeOf>) {
  const isPooled = (cell: number) =>
    dimensions.some((one, d) => one.isPooled[Math.floor(cell / (strides[d] ?? 1)) % one.ids.length])
  return [...answered.keys()].flatMap((total) =>
    dimensions.flatMap(({ ids, children }, d) => {
      const stride = strides[d] ?? 1
      const value = Math.floor(total / stride) % ids.length
      const parts = (children[value] ?? []).map((child) => total + (child - value) * stride)
      return parts.length > 0 ? [{ total, parts, isPooled: isPooled(total) }] : []
    }),
  )
}
