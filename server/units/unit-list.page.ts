import { searchText } from '../../db/portable.ts'
import type { UnitKind } from '../../db/schema.ts'
import { formFields, type TextField } from '../web/form-field.page.ts'
import type { Translate } from '../web/i18n.ts'
import { CHANGE_FORMS } from './unit-change.input.ts'
import { existsOn, type UnitLife, type UnitLives, valueOn } from './unit-life.ts'

/** What views/units/list.ejs prints: the tree as of a day. */
export interface UnitListPage {
  title: string
  /** What has just been done. */
  done: string | null
  on: TextField
  search: TextField
  count: string
  nothing: string | null
  units: UnitNode[]
  /** Null for who may only look. */
  changes: { href: string; label: string }[] | null
  exports: { href: string; label: string }[]
  importHref: string | null
}

/** What views/units/branch.ejs prints. */
export interface UnitNode {
  name: string
  kind: string
  href: string
  below: UnitNode[]
}

export interface UnitListInput {
  lives: UnitLives
  /** Ids in the order of lists. */
  order: readonly string[]
  /** Null for all. */
  scope: ReadonlySet<string> | null
  values: { on: string; q: string }
  mayChange: boolean
  mayExportChanges: boolean
  done: string | null
  t: Translate
}

export function unitListPage({
  lives,
  order,
  scope,
  values,
  mayChange,
  mayExportChanges,
  done,
  t,
}: UnitListInput): UnitListPage {
  const { text } = formFields(values, [])
  const present = order
    .flatMap((id) => lives.get(id) ?? [])
    .filter((life) => existsOn(life, values.on) && (scope === null || scope.has(life.id)))
  const found = withThoseAbove(present, values)
  return {
    title: t('units:list.title'),
    done,
    on: text('on', { label: t('units:list.on') }, 'date'),
    search: text('q', { label: t('units:list.search') }),
    count: t('units:list.count', { count: found.matching }),
    nothing: found.matching > 0 ? null : t('units:list.nothing'),
    units: branches(found.shown, values.on, t),
    changes: mayChange
      ? CHANGE_FORMS.map((form) => ({ href: `/units/changes/${form}`, label: t(`units:form.title.${form}`) }))
      : null,
    exports: [
      {
        href: `/units/units.csv?${new URLSearchParams({ on: values.on })}`,
        label: t('units:list.exportUnits'),
      },
      ...(mayExportChanges ? [{ href: '/units/changes.csv', label: t('units:list.exportChanges') }] : []),
    ],
    importHref: mayChange ? '/units/changes/import' : null,
  }
}

/** Those whose name matches, and those that lead to them. */
function withThoseAbove(units: readonly UnitLife[], { on, q }: { on: string; q: string }) {
  const sought = searchText(q)
  const byId = new Map(units.map((life) => [life.id, life]))
  const matching = units.filter((life) => searchText(valueOn(life.names, on)).includes(sought))
  const shown = new Set<string>()
  for (const life of matching)
    for (let at: UnitLife | undefined = life; at !== undefined && !shown.has(at.id); ) {
      shown.add(at.id)
      at = byId.get(valueOn(at.parents, on) ?? '')
    }
  return { matching: matching.length, shown: units.filter(({ id }) => shown.has(id)) }
}

function branches(units: readonly UnitLife[], on: string, t: Translate): UnitNode[] {
  const ids = new Set(units.map(({ id }) => id))
  const byParent = Map.groupBy(units, (life) => {
    const parent = valueOn(life.parents, on)
    return parent !== null && ids.has(parent) ? parent : null
  })
  const nodesUnder = (parent: string | null): UnitNode[] =>
    (byParent.get(parent) ?? []).map((life) => ({
      name: valueOn(life.names, on),
      kind: kindWords(life.kind, t),
      href: unitPath(life.id),
      below: nodesUnder(life.id),
    }))
  return nodesUnder(null)
}

export function unitPath(id: string): string {
  return `/units/${encodeURIComponent(id)}`
}

export function kindWords(kind: UnitKind, t: Translate): string {
  return t(`units:kind.${kind}`)
}
