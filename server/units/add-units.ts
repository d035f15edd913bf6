import type { CivilDate, Trx } from '../../db/schema.ts'
import { addDeeds } from './enter-changes.ts'
import type { UnitInput } from './unit.input.ts'
import type { DatedDeed } from './unit-change.ts'

export interface Succession {
  predecessor_id: string
  successor_id: string
  changed_on: CivilDate
}

/**
 * Adds the units that are not there yet, with who took over from them; what an operator changed since stays as it is.
 * @returns how many were new.
 */
export async function addUnits(
  trx: Trx,
  units: readonly UnitInput[],
  { successions = [], now }: { successions?: readonly Succession[]; now: Date },
): Promise<number> {
  const known = new Set((await trx.selectFrom('unit').select('id').execute()).map(({ id }) => id))
  const added = units.filter(({ id }) => !known.has(id))
  if (added.length === 0) return 0
  const ids = new Set(added.map(({ id }) => id))
  const takenOver = successions.filter(({ predecessor_id }) => ids.has(predecessor_id))
  await addDeeds(trx, [...added.map(creation), ...takeovers(takenOver), ...closings(added, takenOver)], {
    staffId: null,
    now,
  })
  return added.length
}

function creation({ id, kind, name, parent_id, valid_from }: UnitInput): DatedDeed {
  return {
    deed: { kind: 'created', unitId: id, name, unitKind: kind, parentId: parent_id },
    effectiveOn: valid_from,
  }
}

/** Who went over to one successor was merged into it; who has several was split, nobody said in which shares. */
function takeovers(successions: readonly Succession[]): DatedDeed[] {
  const successorsOf = Map.groupBy(successions, ({ predecessor_id }) => predecessor_id)
  const merged = successions.filter(({ predecessor_id }) => successorsOf.get(predecessor_id)?.length === 1)
  const mergers = Map.groupBy(merged, ({ successor_id, changed_on }) => `${changed_on} ${successor_id}`)
  return [
    ...[...mergers.values()].map(([first, ...others]): DatedDeed => {
      const { successor_id, changed_on } = first as Succession
      const predecessorIds = [first as Succession, ...others].map(({ predecessor_id }) => predecessor_id)
      return { deed: { kind: 'merged', predecessorIds, successorId: successor_id }, effectiveOn: changed_on }
    }),
    ...[...successorsOf].flatMap(([unitId, several]): DatedDeed[] => {
      const [first, second] = several
      if (!first || !second) return []
      const parts = several.map(({ successor_id }) => ({ unitId: successor_id, sharePercent: null }))
      return [{ deed: { kind: 'split', unitId, parts }, effectiveOn: first.changed_on }]
    }),
  ]
}

function closings(units: readonly UnitInput[], successions: readonly Succession[]): DatedDeed[] {
  const succeeded = new Set(successions.map(({ predecessor_id }) => predecessor_id))
  return units.flatMap(({ id, valid_until }): DatedDeed[] =>
    valid_until === null || succeeded.has(id)
      ? []
      : [{ deed: { kind: 'closed', unitId: id }, effectiveOn: valid_until }],
  )
}
