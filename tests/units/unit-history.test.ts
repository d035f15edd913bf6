import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeTree } from '../../server/units/change-tree.ts'
import { inForce } from '../../server/units/unit-change.ts'
import { unitLives } from '../../server/units/unit-life.ts'
import { pathUp, subtree, type UnitTree } from '../../server/units/unit-tree.ts'
import { anyHistory, dayAfter, entry, meantParent } from './histories.ts'

const VIEWS = ['then', 'now'] as const
const anyDay = fc.nat(500).map(dayAfter)

describe('Units through any history of changes (F64)', () => {
  it('have each response counted exactly once, as it was and as it is now', () => {
    fc.assert(
      fc.property(
        anyHistory,
        anyDay,
        fc.array(fc.nat(300), { minLength: 10, maxLength: 10 }),
        (states, day, counts) => {
          const changes = states.at(-1) ?? []
          const ids = [...unitLives(inForce(changes)).keys()]
          const countOf = (id: string) => counts[ids.indexOf(id)] ?? 0
          const total = sum(ids.map(countOf))
          for (const view of VIEWS) {
            const tree = changeTree(changes, view, day)
            const figureOf = (id: string) => sum([...subtree(tree, id)].map(countOf))
            expect(sum(childrenOf(tree, null).map(figureOf))).toBe(total)
            for (const id of ids)
              expect(figureOf(id)).toBe(countOf(id) + sum(childrenOf(tree, id).map(figureOf)))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never stand below themselves, so that no loop has to be cut', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, (states, day) => {
        const changes = states.at(-1) ?? []
        for (const view of VIEWS) {
          const tree = changeTree(changes, view, day)
          for (const [id, parent] of tree) {
            expect(parent).toBe(meantParent(changes, view, day, id))
            expect(new Set(pathUp(tree, id)).size).toBe(pathUp(tree, id).length)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('lie as it was where they lay, whatever is entered later for an earlier day', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, (states, day) => {
        states.forEach((changes, at) => {
          const before = states[at - 1]
          const enteredOn = lastEntry(changes)
          if (before === undefined || day > enteredOn) return
          const [earlier, later] = [changeTree(before, 'then', day), changeTree(changes, 'then', day)]
          for (const [id, parent] of earlier) if (later.has(id)) expect(later.get(id)).toBe(parent)
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('A history', () => {
  it('is one in which those that are random do merge, split, move and undo', () => {
    const kinds = fc
      .sample(anyHistory, { numRuns: 400, seed: 20 })
      .flatMap((states) => states.at(-1) ?? [])
      .flatMap(({ deed, undoneAt }) => [deed.kind, ...(undoneAt === null ? [] : ['undone'])])
    for (const kind of ['created', 'renamed', 'moved', 'merged', 'split', 'closed', 'undone'])
      expect([kind, kinds.filter((one) => one === kind).length]).toEqual([
        kind,
        expect.toSatisfy((n) => n > 20),
      ])
  })

  it('puts a unit that was moved under its new parent as it is now, and as it was from the day after', () => {
    const created = (unitId: string, parentId: string | null) =>
      entry(
        0,
        { kind: 'created', unitId, name: unitId, unitKind: 'commune', parentId },
        '2020-01-01',
        '2020-01-01',
      )
    const moved = entry(4, { kind: 'moved', unitId: 'c', parentId: 'b' }, '2025-07-01', '2026-11-24')
    const changes = [created('a', null), created('b', null), created('c', 'a'), moved]
    expect(changeTree(changes, 'now', '2026-11-24').get('c')).toBe('b')
    expect(changeTree(changes, 'then', '2026-11-24').get('c')).toBe('a')
    expect(changeTree(changes, 'then', '2026-11-25').get('c')).toBe('b')
  })
})

function childrenOf(tree: UnitTree, id: string | null): string[] {
  return [...tree].filter(([, parent]) => parent === id).map(([child]) => child)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** The civil day of the latest entry or undoing. */
function lastEntry(changes: readonly { enteredAt: string; undoneAt: string | null }[]): string {
  return changes
    .flatMap(({ enteredAt, undoneAt }) => [enteredAt, undoneAt ?? ''])
    .reduce((a, b) => (a > b ? a : b))
    .slice(0, 10)
}
