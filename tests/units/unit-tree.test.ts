import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Succession, Unit } from '../../server/units/unit.queries.ts'
import { pathUp, subtree, unitTree } from '../../server/units/unit-tree.ts'

const unit = (id: string, parentId: string | null): Unit => ({
  id,
  kind: 'commune',
  name: id,
  parentId,
  validFrom: '2004-01-01',
  validUntil: null,
})

const UNITS = [
  unit('old-province', null),
  unit('district', 'old-province'),
  unit('ea-po', 'district'),
  unit('dak-wil-old', 'district'),
  unit('province', null),
  unit('dak-wil', 'province'),
  unit('centre', 'dak-wil'),
]

const SUCCESSIONS: Succession[] = [
  { predecessorId: 'old-province', successorId: 'province' },
  { predecessorId: 'ea-po', successorId: 'dak-wil' },
  { predecessorId: 'dak-wil-old', successorId: 'dak-wil' },
]

/** A forest in which later units take over earlier ones, n to 1, and some are split among several. */
const anyHistory = fc
  .array(
    fc.record({ parent: fc.nat(), successors: fc.array(fc.nat(), { maxLength: 2 }), count: fc.nat(500) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((rows) => {
    const id = (at: number) => `unit-${at}`
    return {
      units: rows.map(({ parent }, at) =>
        unit(id(at), at === 0 || parent % 5 === 0 ? null : id(parent % at)),
      ),
      successions: rows.flatMap(({ successors }, at) =>
        successors
          .filter((later) => later % rows.length > at)
          .map((later) => ({ predecessorId: id(at), successorId: id(later % rows.length) })),
      ),
      counts: new Map(rows.map(({ count }, at) => [id(at), count])),
    }
  })

describe('The units', () => {
  it('as they were hang below their own parents', () => {
    const tree = unitTree(UNITS, SUCCESSIONS, 'then')
    expect(pathUp(tree, 'ea-po')).toEqual(['ea-po', 'district', 'old-province'])
    expect([...subtree(tree, 'province')]).toEqual(['province', 'dak-wil', 'centre'])
  })

  it('as they are now hang below who took over from them, 2 to 1', () => {
    const tree = unitTree(UNITS, SUCCESSIONS, 'now')
    expect(pathUp(tree, 'ea-po')).toEqual(['ea-po', 'dak-wil', 'province'])
    expect([...subtree(tree, 'dak-wil')]).toEqual(['ea-po', 'dak-wil-old', 'dak-wil', 'centre'])
  })

  it('that ended without a successor lie where their parent has gone', () => {
    const tree = unitTree(UNITS, SUCCESSIONS, 'now')
    expect(pathUp(tree, 'district')).toEqual(['district', 'old-province', 'province'])
  })

  it('that were split stay below their own parent, because their answers cannot be split', () => {
    const split = [...SUCCESSIONS, { predecessorId: 'ea-po', successorId: 'centre' }]
    expect(unitTree(UNITS, split, 'now').get('ea-po')).toBe('district')
  })

  it('that were renamed are followed to the end', () => {
    const units = [unit('a', null), unit('b', null), unit('c', null)]
    const renamed = [
      { predecessorId: 'a', successorId: 'b' },
      { predecessorId: 'b', successorId: 'c' },
    ]
    expect(pathUp(unitTree(units, renamed, 'now'), 'a')).toEqual(['a', 'b', 'c'])
  })

  it('make no endless page when one is said to follow its own child', () => {
    const units = [unit('a', null), unit('b', 'a')]
    const tree = unitTree(units, [{ predecessorId: 'a', successorId: 'b' }], 'now')
    expect(pathUp(tree, 'b').length).toBeLessThanOrEqual(2)
    expect(pathUp(tree, 'a').length).toBeLessThanOrEqual(2)
  })

  it('are each counted once, then as now, and a parent is the sum of what lies below it (F64)', () => {
    fc.assert(
      fc.property(anyHistory, ({ units, successions, counts }) => {
        const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
        for (const view of ['then', 'now'] as const) {
          const tree = unitTree(units, successions, view)
          const sumOf = (id: string) =>
            [...subtree(tree, id)].reduce((sum, below) => sum + (counts.get(below) ?? 0), 0)
          const childrenOf = (id: string | null) =>
            [...tree].filter(([, parent]) => parent === id).map(([child]) => child)
          const sumOfAll = (ids: string[]) => ids.reduce((sum, id) => sum + sumOf(id), 0)
          expect(sumOfAll(childrenOf(null))).toBe(total)
          for (const { id } of units) expect(sumOf(id)).toBe((counts.get(id) ?? 0) + sumOfAll(childrenOf(id)))
        }
      }),
    )
  })
})
