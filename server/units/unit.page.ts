import { addDays } from '../statistics/civil-date.ts'
import { deedWords, nameOn, type Words } from './change-words.ts'
import type { ChangeForm } from './unit-change.input.ts'
import { type UnitChange, unitsOf } from './unit-change.ts'
import { type Dated, type UnitLife, type UnitLives, valueOn } from './unit-life.ts'
import { kindWords, unitPath } from './unit-list.page.ts'

/** What views/units/unit.ejs prints: one unit through time. */
export interface UnitPage {
  title: string
  /** What has just been done. */
  done: string | null
  /** Why a change cannot be undone. */
  refused: string[]
  facts: { name: string; value: string }[]
  names: DatedWords[]
  parents: DatedWords[]
  /** Who took over; null where nobody did. */
  successors: OtherUnit[] | null
  /** How the figures of a unit that was split are shown. */
  splitNote: string | null
  predecessors: OtherUnit[]
  history: HistoryLine[]
  /** Empty for who may only look. */
  changes: { href: string; label: string }[]
}

/** Without a link where the person may not look at it. */
export interface OtherUnit {
  name: string
  href: string | null
}

interface DatedWords {
  value: string
  when: string
}

interface HistoryLine {
  when: string
  sentence: string
  entered: string
  undone: string | null
  /** The change that its form undoes; null where it cannot be. */
  undo: string | null
}

export interface UnitPageInput {
  life: UnitLife
  lives: UnitLives
  changes: readonly (UnitChange & { enteredByName: string | null })[]
  scope: ReadonlySet<string> | null
  today: string
  mayChange: boolean
  done: string | null
  refused: readonly string[]
  words: Words
}

const FORMS_OF_A_UNIT = ['rename', 'move', 'split', 'close'] as const satisfies readonly ChangeForm[]

export function unitPage(input: UnitPageInput): UnitPage {
  const { life, lives, changes, scope, today, mayChange, done, words } = input
  const { t, format } = words
  const other = (id: string, share = ''): OtherUnit => ({
    name: nameOn(lives, id, today) + share,
    href: scope === null || scope.has(id) ? unitPath(id) : null,
  })
  const predecessors = [...lives.values()].filter(({ successors }) =>
    successors.some(({ unitId }) => unitId === life.id),
  )
  return {
    title: valueOn(life.names, today),
    done,
    refused: [...input.refused],
    facts: [
      { name: t('units:unit.kind'), value: kindWords(life.kind, t) },
      { name: t('units:unit.id'), value: life.id },
      { name: t('units:unit.exists'), value: stretchWords(life.createdOn, life.endedOn, words) },
    ],
    names: datedWords(life, life.names, (name) => name, words),
    parents: datedWords(
      life,
      life.parents,
      (id) => (id === null ? t('units:deed.top') : nameOn(lives, id, today)),
      words,
    ),
    successors:
      life.successors.length === 0
        ? null
        : life.successors.map(({ unitId, sharePercent }) =>
            other(unitId, sharePercent === null ? '' : ` (${sharePercent}%)`),
          ),
    splitNote: life.successors.length > 1 ? t('units:unit.splitNote') : null,
    predecessors: predecessors.map(({ id }) => other(id)),
    history: changes
      .filter(({ deed }) => unitsOf(deed).includes(life.id))
      .toSorted((a, b) => b.number - a.number)
      .map((change) => ({
        when: format.date(change.effectiveOn),
        sentence: deedWords(change, lives, words),
        entered: t('units:unit.enteredBy', {
          at: format.instant(change.enteredAt),
          name: change.enteredByName ?? t('units:unit.catalogue'),
        }),
        undone: change.undoneAt && t('units:unit.undone', { at: format.instant(change.undoneAt) }),
        undo: mayChange && change.undoneAt === null ? change.id : null,
      })),
    changes: mayChange
      ? FORMS_OF_A_UNIT.map((form) => ({
          href: `/units/changes/${form}?${new URLSearchParams({ unit: life.id })}`,
          label: t(`units:form.title.${form}`),
        }))
      : [],
  }
}

function datedWords<T>(
  { endedOn }: UnitLife,
  values: readonly Dated<T>[],
  word: (value: T) => string,
  words: Words,
): DatedWords[] {
  return values.map(({ from, value }, at) => ({
    value: word(value),
    when: stretchWords(from, values[at + 1]?.from ?? endedOn, words),
  }))
}

function stretchWords(from: string, until: string | null, { t, format }: Words): string {
  return until === null
    ? t('units:unit.from', { from: format.date(from) })
    : t('units:unit.until', { from: format.date(from), until: format.date(addDays(until, -1)) })
}
