import type { CsvValue } from '../web/csv.ts'
import type { UnitChange, UnitDeed } from './unit-change.ts'

/** The columns of changes in a file. `others`: who is merged, or the parts of a split with their shares, `a=60 b=40`. */
export const CHANGE_COLUMNS = [
  'kind',
  'effective_on',
  'unit',
  'name',
  'unit_kind',
  'parent',
  'others',
] as const

/** The changes in force as a file that can be imported elsewhere. */
export function changeRecords(changes: readonly UnitChange[]): CsvValue[][] {
  return [
    [...CHANGE_COLUMNS, 'entered_at'],
    ...changes.map(({ deed, effectiveOn, enteredAt }) => [
      deed.kind,
      effectiveOn,
      deed.kind === 'merged' ? deed.successorId : deed.unitId,
      'name' in deed ? deed.name : null,
      deed.kind === 'created' ? deed.unitKind : null,
      'parentId' in deed ? deed.parentId : null,
      othersOf(deed),
      enteredAt,
    ]),
  ]
}

function othersOf(deed: UnitDeed): string | null {
  if (deed.kind === 'merged') return deed.predecessorIds.join(' ')
  if (deed.kind !== 'split') return null
  return deed.parts
    .map(({ unitId, sharePercent }) => (sharePercent === null ? unitId : `${unitId}=${sharePercent}`))
    .join(' ')
}
