import { describe, expect, it } from 'vitest'
import { newProblems } from '../../server/units/change-problems.ts'
import type { DatedDeed, UnitDeed } from '../../server/units/unit-change.ts'

const created = (unitId: string, parentId: string | null, effectiveOn = '2020-01-01'): DatedDeed => ({
  deed: { kind: 'created', unitId, name: unitId, unitKind: 'commune', parentId },
  effectiveOn,
})

const UNITS = [
  created('province', null),
  created('a', 'province'),
  created('b', 'province'),
  created('desk', 'a'),
]

/** What is said against a deed on a day, after some others. */
function saidOf(deed: UnitDeed, effectiveOn: string, before: readonly DatedDeed[] = []) {
  const present = [...UNITS, ...before]
  return newProblems(present, [...present, { deed, effectiveOn }]).map(({ key, unitId, on }) => [
    key,
    unitId,
    on,
  ])
}

const merged = (predecessorIds: string[], successorId: string): UnitDeed => ({
  kind: 'merged',
  predecessorIds,
  successorId,
})
const closedDesk: DatedDeed = { deed: { kind: 'closed', unitId: 'desk' }, effectiveOn: '2025-07-01' }

describe('A change of units is refused', () => {
  it.each<[string, UnitDeed, string, string[]]>([
    [
      'of a unit that nobody knows',
      { kind: 'renamed', unitId: 'z', name: 'Z' },
      '2025-07-01',
      ['unknown', 'z', '2025-07-01'],
    ],
    [
      'that creates what exists',
      { kind: 'created', unitId: 'a', name: 'A', unitKind: 'ward', parentId: null },
      '2025-07-01',
      ['already_exists', 'a', '2025-07-01'],
    ],
    [
      'before the unit exists',
      { kind: 'renamed', unitId: 'b', name: 'B' },
      '2019-12-31',
      ['not_yet', 'b', '2019-12-31'],
    ],
    [
      'on the day on which the unit begins',
      { kind: 'renamed', unitId: 'b', name: 'B' },
      '2020-01-01',
      ['first_day', 'b', '2020-01-01'],
    ],
    ['that merges a unit into itself', merged(['b'], 'b'), '2025-07-01', ['into_itself', 'b', '2025-07-01']],
    ['that merges nothing', merged([], 'b'), '2025-07-01', ['nothing_to_merge', 'b', '2025-07-01']],
    [
      'that merges a unit twice',
      merged(['b', 'b'], 'province'),
      '2025-07-01',
      ['named_twice', 'b', '2025-07-01'],
    ],
    [
      'that leaves units below without a parent',
      { kind: 'closed', unitId: 'a' },
      '2025-07-01',
      ['parent_missing', 'desk', '2025-07-01'],
    ],
    [
      'that puts a unit below itself',
      { kind: 'moved', unitId: 'a', parentId: 'desk' },
      '2025-07-01',
      ['below_itself', 'a', '2025-07-01'],
    ],
    [
      'that puts a unit below one nobody knows',
      { kind: 'moved', unitId: 'a', parentId: 'z' },
      '2025-07-01',
      ['parent_missing', 'a', '2025-07-01'],
    ],
    [
      'that splits a unit into one',
      { kind: 'split', unitId: 'b', parts: [{ unitId: 'a', sharePercent: 100 }] },
      '2025-07-01',
      ['too_few_parts', 'b', '2025-07-01'],
    ],
    [
      'whose shares are not the whole',
      {
        kind: 'split',
        unitId: 'b',
        parts: [
          { unitId: 'a', sharePercent: 40 },
          { unitId: 'desk', sharePercent: 50 },
        ],
      },
      '2025-07-01',
      ['shares', 'b', '2025-07-01'],
    ],
    [
      'whose shares are said for some only',
      {
        kind: 'split',
        unitId: 'b',
        parts: [
          { unitId: 'a', sharePercent: 100 },
          { unitId: 'desk', sharePercent: null },
        ],
      },
      '2025-07-01',
      ['shares', 'b', '2025-07-01'],
    ],
  ])('%s', (_, deed, on, problem) => {
    expect(saidOf(deed, on)).toContainEqual(problem)
  })

  it.each<[string, UnitDeed, string, DatedDeed, string[]]>([
    [
      'after the unit has ended',
      { kind: 'renamed', unitId: 'b', name: 'B' },
      '2025-07-01',
      { deed: merged(['b'], 'a'), effectiveOn: '2025-07-01' },
      ['ended', 'b', '2025-07-01'],
    ],
    [
      'that ends a unit before something that happens to it later',
      merged(['b'], 'a'),
      '2025-06-01',
      { deed: { kind: 'renamed', unitId: 'b', name: 'B' }, effectiveOn: '2025-07-01' },
      ['ended', 'b', '2025-07-01'],
    ],
    [
      'that ends a unit a second time',
      merged(['b'], 'a'),
      '2026-07-01',
      { deed: { kind: 'closed', unitId: 'b' }, effectiveOn: '2025-07-01' },
      ['ends_twice', 'b', '2025-07-01'],
    ],
    [
      'that hands over to a unit that has ended',
      merged(['a'], 'b'),
      '2026-07-01',
      { deed: { kind: 'closed', unitId: 'b' }, effectiveOn: '2025-07-01' },
      ['successor_missing', 'b', '2026-07-01'],
    ],
    [
      'that renames a unit twice on one day',
      { kind: 'renamed', unitId: 'b', name: 'B 2' },
      '2025-07-01',
      { deed: { kind: 'renamed', unitId: 'b', name: 'B 1' }, effectiveOn: '2025-07-01' },
      ['twice_a_day', 'b', '2025-07-01'],
    ],
    [
      'that ends a unit in two ways on one day',
      { kind: 'closed', unitId: 'b' },
      '2025-07-01',
      { deed: merged(['b'], 'a'), effectiveOn: '2025-07-01' },
      ['twice_a_day', 'b', '2025-07-01'],
    ],
  ])('%s', (_, deed, on, before, problem) => {
    expect(saidOf(deed, on, [before])).toContainEqual(problem)
  })

  it('but not when a unit is renamed and moved on one day, or ends on the day its last unit below ends', () => {
    const renamed: DatedDeed = {
      deed: { kind: 'renamed', unitId: 'desk', name: 'D' },
      effectiveOn: '2025-07-01',
    }
    expect(saidOf({ kind: 'moved', unitId: 'desk', parentId: 'b' }, '2025-07-01', [renamed])).toEqual([])
    expect(saidOf(merged(['a'], 'b'), '2025-07-01', [closedDesk])).toEqual([])
  })

  it('and nobody is hindered by what was wrong before', () => {
    const wrong: DatedDeed = { deed: { kind: 'closed', unitId: 'a' }, effectiveOn: '2025-07-01' }
    expect(saidOf({ kind: 'renamed', unitId: 'b', name: 'B' }, '2025-07-01', [wrong])).toEqual([])
  })
})
