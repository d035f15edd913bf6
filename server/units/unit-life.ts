import type { CivilDate, UnitKind } from '../../db/schema.ts'
import type { DatedDeed, SplitPart } from './unit-change.ts'

/** A value from a day until that of the next. */
export interface Dated<T> {
  from: CivilDate
  value: T
}

/** All that is known of one unit over time. */
export interface UnitLife {
  id: string
  kind: UnitKind
  /** First day. */
  createdOn: CivilDate
  /** The day after the last; null while it exists. */
  endedOn: CivilDate | null
  /** In order, the first from `createdOn`. */
  names: Dated<string>[]
  parents: Dated<string | null>[]
  /** Who took over when it ended; one after a merger, several after a split. */
  successors: readonly SplitPart[]
}

export type UnitLives = ReadonlyMap<string, UnitLife>

/** The deeds by their days; those of one day in the order given. */
export function inOrder<T extends DatedDeed>(deeds: readonly T[]): T[] {
  return deeds.toSorted(
    (a, b) => Number(a.effectiveOn > b.effectiveOn) - Number(a.effectiveOn < b.effectiveOn),
  )
}

/** What deeds in force amount to. What they say of units that were not created is left out. */
export function unitLives(deeds: readonly DatedDeed[]): UnitLives {
  const lives = new Map<string, UnitLife>()
  for (const { deed, effectiveOn } of inOrder(deeds)) {
    if (deed.kind === 'created') {
      lives.set(deed.unitId, {
        id: deed.unitId,
        kind: deed.unitKind,
        createdOn: effectiveOn,
        endedOn: null,
        names: [{ from: effectiveOn, value: deed.name }],
        parents: [{ from: effectiveOn, value: deed.parentId }],
        successors: [],
      })
    } else if (deed.kind === 'renamed') {
      lives.get(deed.unitId)?.names.push({ from: effectiveOn, value: deed.name })
    } else if (deed.kind === 'moved') {
      lives.get(deed.unitId)?.parents.push({ from: effectiveOn, value: deed.parentId })
    } else if (deed.kind === 'closed') {
      end(lives.get(deed.unitId), effectiveOn, [])
    } else if (deed.kind === 'split') {
      end(lives.get(deed.unitId), effectiveOn, deed.parts)
    } else {
      const successors = [{ unitId: deed.successorId, sharePercent: null }]
      for (const id of deed.predecessorIds) end(lives.get(id), effectiveOn, successors)
    }
  }
  return lives
}

function end(life: UnitLife | undefined, on: CivilDate, successors: readonly SplitPart[]): void {
  if (life) Object.assign(life, { endedOn: on, successors })
}

/** The value that holds on a day; the first one before its beginning. */
export function valueOn<T>(values: readonly Dated<T>[], day: CivilDate): T {
  const value = values.findLast(({ from }) => from <= day) ?? values[0]
  if (value === undefined) throw new Error('a unit has no name or no parent')
  return value.value
}

export function existsOn({ createdOn, endedOn }: UnitLife, day: CivilDate): boolean {
  return createdOn <= day && (endedOn === null || day < endedOn)
}
