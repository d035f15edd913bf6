import type { Format } from '../web/format.ts'
import type { Translate } from '../web/i18n.ts'
import type { ChangeProblem } from './change-problems.ts'
import type { DatedDeed } from './unit-change.ts'
import { type UnitLives, valueOn } from './unit-life.ts'

export interface Words {
  t: Translate
  format: Format
}

/** What a change says, in one sentence. */
export function deedWords({ deed, effectiveOn }: DatedDeed, lives: UnitLives, { t }: Words): string {
  const name = (id: string) => nameOn(lives, id, effectiveOn)
  const below = (id: string | null) => (id === null ? t('units:deed.top') : name(id))
  switch (deed.kind) {
    case 'created':
      return t('units:deed.created', { unit: deed.name, parent: below(deed.parentId) })
    case 'renamed':
      return t('units:deed.renamed', { unit: nameBefore(lives, deed.unitId, effectiveOn), name: deed.name })
    case 'moved':
      return t('units:deed.moved', { unit: name(deed.unitId), parent: below(deed.parentId) })
    case 'merged':
      return t('units:deed.merged', {
        units: deed.predecessorIds.map(name).join(', '),
        successor: name(deed.successorId),
      })
    case 'split':
      return t('units:deed.split', {
        unit: name(deed.unitId),
        parts: deed.parts
          .map(({ unitId, sharePercent }) =>
            sharePercent === null ? name(unitId) : `${name(unitId)} (${sharePercent}%)`,
          )
          .join(', '),
      })
    case 'closed':
      return t('units:deed.closed', { unit: name(deed.unitId) })
  }
}

export function problemWords(
  { key, unitId, otherId, on }: ChangeProblem,
  lives: UnitLives,
  { t, format }: Words,
): string {
  return t(`units:problem.${key}`, {
    unit: nameOn(lives, unitId, on),
    other: otherId === null ? '' : nameOn(lives, otherId, on),
    date: format.date(on),
  })
}

export function nameOn(lives: UnitLives, id: string, day: string): string {
  const life = lives.get(id)
  return life === undefined ? id : valueOn(life.names, day)
}

function nameBefore(lives: UnitLives, id: string, day: string): string {
  const names = lives.get(id)?.names.filter(({ from }) => from < day)
  return names?.at(-1)?.value ?? id
}
